package parvis.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            06 12 34 56 78        | 06 •• •• •• 78
            odette@mel.example    | od••••@•••.•••••le
            12 rue des Lilas      | 12 ••• ••• •••as
            ABC-123               | A••-•••
            42                    | ••
            """)
    void whoeverWroteThemKnowsThemAgainAndNobodyElseLearnsThem(String words, String masked) {
        assertThat(Masked.of(words)).isEqualTo(masked);
    }
}
