package parvis.guard;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pictures of a draft: used before, bought where everybody buys, not told to those who do not see them. */
final class PictureReading {
    private static final Pattern STOCK = Pattern.compile(
            "getty|shutterstock|istock|adobe ?stock|fotolia|alamy|unsplash|pexels|pixabay|depositphotos|dreamstime|123rf|freepik|envato"
                    + "|bigstock|canstock|stocksy|rawpixel|pond5|thinkstock|picture alliance|colourbox|photocase|vecteezy|eyeem",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile(
            "(?:.*\\.(?:jpe?g|png|webp|gif|heic|avif|svg)|(?:img|dsc|pxl|image|photo|picture|screenshot|capture|visuel|untitled|sans titre)[ _-]?\\d*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SAYS_THAT_IT_IS_ONE =
            Pattern.compile("^(?:image|photo|picture|illustration|visuel|photographie)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST = 8;
    private static final int LONGEST = 300;

    private PictureReading() {}

    static void read(Reading reading, List<Finding> findings) {
        for (var picture : reading.draft().pictures()) {
            var past = reading.context().past();
            var seen = PictureMark.read(picture.bytes());
            if (past != null) {
                seen.map(PictureMark::of)
                        .flatMap(past::twinOf)
                        .ifPresent(where -> tell("used", Weight.LOOK, findings, picture.name(), where));
            }
            seen.map(Contrast::of)
                    .filter(contrast -> contrast < Contrast.ENOUGH)
                    .ifPresent(contrast -> tell("faint", Weight.LOOK, findings, picture.name(), contrast));
            stock(picture.bytes()).ifPresent(credit -> tell("stock", Weight.LOOK, findings, picture.name(), credit));
            alternative(picture, reading.text(), findings);
        }
    }

    private static void alternative(Draft.Picture picture, String text, List<Finding> findings) {
        var said = picture.alternative() == null ? "" : picture.alternative().strip();
        if (said.isEmpty()) {
            tell("no-alternative", Weight.FIX, findings, picture.name());
        } else if (FILE_NAME.matcher(said).matches()
                || SAYS_THAT_IT_IS_ONE.matcher(said).matches()
                || said.length() < SHORTEST
                || said.length() > LONGEST
                || said.equals(text.strip())) {
            tell("poor-alternative", Weight.LOOK, findings, picture.name(), said);
        }
    }

    /** Whom its IPTC, XMP or EXIF credits, when that is a library of stock pictures. */
    static Optional<String> stock(byte[] picture) {
        try {
            var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture));
            var credits = new ArrayList<String>();
            for (var iptc : metadata.getDirectoriesOfType(IptcDirectory.class)) {
                iptc.getTags().forEach(tag -> credits.add(String.valueOf(tag.getDescription())));
            }
            for (var xmp : metadata.getDirectoriesOfType(XmpDirectory.class)) {
                credits.addAll(xmp.getXmpProperties().values());
            }
            for (var exif : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
                exif.getTags().forEach(tag -> credits.add(String.valueOf(tag.getDescription())));
            }
            return credits.stream()
                    .filter(credit -> credit != null && STOCK.matcher(credit).find())
                    .findFirst();
        } catch (ImageProcessingException | IOException | RuntimeException notAPicture) {
            return Optional.empty();
        }
    }

    /** A picture stands beside the text: its findings point at no passage. */
    private static void tell(String kind, Weight weight, List<Finding> findings, Object... arguments) {
        findings.add(Finding.of(Check.PICTURE, kind, weight, 0, 0, arguments));
    }
}
