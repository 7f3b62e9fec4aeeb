package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.settings.page.HousePage.Choice;

/**
 * Who works for a house.
 *
 * @param roles that can be given
 * @param what what each role may do, in words
 * @param said what was done, or null
 * @param trouble why something was not done, or null
 */
public record TeamPage(
        List<Member> members,
        List<Invited> invited,
        List<Choice> roles,
        List<RoleRow> what,
        Adding adding,
        @Nullable String said,
        @Nullable String trouble) {

    /**
     * @param fr what they do, in both languages
     * @param conversations how many they hold that are open, in words; null for none
     * @param away that they are away, until when, and who stands in, in words; null when they are here
     */
    public record Member(
            String id,
            String name,
            String title,
            String fr,
            String en,
            String role,
            boolean self,
            @Nullable String conversations,
            @Nullable String away) {}

    /** @param until how long the link opens, in words */
    public record Invited(String id, String email, String role, String until, boolean open) {}

    public record RoleRow(String name, List<String> may) {}

    /** @param refused why the last one was not invited, or null */
    public record Adding(
            String email, String role, @Nullable String refused) {}
}
