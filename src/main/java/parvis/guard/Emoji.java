package parvis.guard;

/**
 * What an emoji is for in a post, as one character of the private use area, so that rules can name it. However many code
 * points it is made of, it is one.
 */
final class Emoji {
    /** Hearts, thumbs, faces, flames: what people vote and applaud with. */
    static final char REACTION = '\uE001';
    /** A thing, an animal, a flag. */
    static final char PICTURE = '\uE002';
    /** A tick, a cross, a warning: lists and traffic news are made of them. */
    static final char SIGN = '\uE003';
    /** A digit or letter in a box: an option to choose. */
    static final char OPTION = '\uE004';
    /** A hand or an arrow that points at where to act. */
    static final char POINTER = '\uE005';

    private Emoji() {}

    static boolean isMark(char folded) {
        return folded >= REACTION && folded <= POINTER;
    }

    /** Whether a picture begins here: digits, © and ® are emoji to Unicode and none to people. */
    static boolean begins(int point) {
        return point > 0x2BFF
                ? Character.isExtendedPictographic(point) || isRegional(point)
                : point >= 0x2190
                        && (Character.isExtendedPictographic(point) || Character.isEmoji(point) || point == 0x2665);
    }

    static boolean isRegional(int point) {
        return point >= 0x1F1E6 && point <= 0x1F1FF;
    }

    static char mark(int point) {
        return switch (point) {
            case 0x1F446,
                    0x1F447,
                    0x1F448,
                    0x1F449,
                    0x261D,
                    0x1F53D,
                    0x1F53C,
                    0x2B07,
                    0x2B06,
                    0x2935,
                    0x2934,
                    0x27A1,
                    0x2B05,
                    0x1FAF5 -> POINTER;
            case 0x2705,
                    0x274C,
                    0x2714,
                    0x2716,
                    0x274E,
                    0x26A0,
                    0x2139,
                    0x1F6AB,
                    0x26D4,
                    0x1F534,
                    0x1F7E2,
                    0x1F7E0,
                    0x1F7E1,
                    0x1F535,
                    0x2611,
                    0x1F4CD,
                    0x1F4C5,
                    0x1F4C6,
                    0x1F5D3,
                    0x1F4DE,
                    0x260E,
                    0x1F4E7,
                    0x2709,
                    0x1F517,
                    0x1F6A8,
                    0x1F4E2,
                    0x1F4E3,
                    0x23F0,
                    0x1F552,
                    0x1F550,
                    0x1F6A7,
                    0x1F6E0,
                    0x1F527,
                    0x25B6,
                    0x25AA,
                    0x25FE,
                    0x25FC,
                    0x1F539,
                    0x1F538 -> SIGN;
            default -> isReaction(point) ? REACTION : PICTURE;
        };
    }

    private static boolean isReaction(int point) {
        return (point >= 0x1F600 && point <= 0x1F64F) // faces, gestures
                || (point >= 0x1F910 && point <= 0x1F92F)
                || (point >= 0x1F970 && point <= 0x1F97A)
                || (point >= 0x1F440 && point <= 0x1F450)
                || (point >= 0x1F493 && point <= 0x1F49F)
                || (point >= 0x1FAF0 && point <= 0x1FAF8)
                || (point >= 0x1FA75 && point <= 0x1FA77)
                || switch (point) {
                    case 0x2764,
                            0x2665,
                            0x2763,
                            0x1F525,
                            0x1F4AF,
                            0x1F4AA,
                            0x270B,
                            0x270A,
                            0x270C,
                            0x1F90D,
                            0x1F90E,
                            0x1F9E1,
                            0x1F5A4,
                            0x1F91D,
                            0x1F389,
                            0x2B50,
                            0x1F31F,
                            0x1F680,
                            0x1F44D,
                            0x1F44E,
                            0x1F4A9,
                            0x263A,
                            0x2639,
                            0x2620,
                            0x1F480,
                            0x1F9E0,
                            0x1F440 -> true;
                    default -> false;
                };
    }
}
