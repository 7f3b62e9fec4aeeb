package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
    private static final Path PHOTOGRAPHS = Path.of("../shared/data/images");

    @TempDir
    Path directory;

    @Test
    void twinsOfPhotographsAreFoundAndStrangersAreNot() throws IOException {
        assumeTrue(Files.isDirectory(PHOTOGRAPHS), "the photographs are not here");
        var originals = new ArrayList<BufferedImage>();
        try (var files = Files.list(PHOTOGRAPHS.resolve("base_images"))) {
            for (var file : files.sorted().toList()) {
                originals.add(ImageIO.read(file.toFile()));
            }
        }
        var marks = originals.stream().map(PictureMark::of).toList();
        Map<String, UnaryOperator<BufferedImage>> changes = new LinkedHashMap<>();
        changes.put("half", picture -> drawn(picture, 0, 0, 1, 1, 0.5, false));
        changes.put("a third", picture -> drawn(picture, 0, 0, 1, 1, 0.33, false));
        changes.put("compressed", picture -> compressed(picture, 0.3f));
        changes.put("mirrored", picture -> drawn(picture, 0, 0, 1, 1, 1, true));
        changes.put("cut all round", picture -> drawn(picture, 0.05, 0.05, 0.95, 0.95, 1, false));
        changes.put("cut at a side", picture -> drawn(picture, 0.1, 0, 1, 1, 1, false));
        changes.put("cut at a corner", picture -> drawn(picture, 0.1, 0.1, 1, 1, 1, false));
        changes.put("noisy", picture -> noisy(picture, 40));
        changes.put("all of it", picture -> compressed(drawn(picture, 0, 0, 0.95, 1, 0.5, true), 0.4f));
        int found = 0;
        int asked = 0;
        int strangers = 0;
        for (var change : changes.values()) {
            for (int i = 0; i < originals.size(); i++) {
                var mark = PictureMark.of(change.apply(originals.get(i)));
                for (int other = 0; other < marks.size(); other++) {
                    var twin = mark.isTwin(marks.get(other));
                    asked += i == other ? 1 : 0;
                    found += i == other && twin ? 1 : 0;
                    strangers += i != other && twin ? 1 : 0;
                }
            }
        }
        assertThat(asked).isEqualTo(90);
        assertThat(found / (double) asked).as("recall").isGreaterThanOrEqualTo(0.95);
        assertThat(strangers).as("false matches of 810").isZero();
    }

    @Test
    void aPictureUsedBeforeIsToldAfterTheIndexWasClosed() throws IOException {
        var picture = png(scene(1));
        try (var past = Past.open(directory)) {
            past.addPicture("2025-11-03, soup.png", PictureMark.of(picture).orElseThrow());
            past.keep();
        }
        try (var past = Past.open(directory)) {
            var smaller = png(drawn(scene(1), 0, 0, 1, 1, 0.5, false));
            assertThat(told(past, smaller, "La soupe fume dans un bol bleu")).containsExactly("used");
            assertThat(told(past, png(scene(9)), "Le pain sort du four à bois")).isEmpty();
        }
    }

    @Test
    void theAlternativeTextSaysSomething() throws IOException {
        var picture = png(scene(2));
        assertThat(told(null, picture, null)).containsExactly("no-alternative");
        for (var poor : List.of("IMG_2034", "soupe-04.jpg", "Photo d'un bol", "bol")) {
            assertThat(told(null, picture, poor)).as(poor).containsExactly("poor-alternative");
        }
        assertThat(told(null, picture, "Le joint, sous le couvercle, côté plat vers le bol"))
                .isEmpty();
    }

    @Test
    void faintWordsOnAGroundAndAPictureInMistAreTold() throws IOException {
        var alternative = "L'affiche de l'atelier, rue des Tanneurs";
        assertThat(told(null, png(words(0xBBBBBB, 0xDDDDDD)), alternative)).containsExactly("faint");
        assertThat(told(null, png(words(0x777700, 0xFFFFFF)), alternative)).isEmpty();
        var mist = scene(4);
        for (int y = 0; y < mist.getHeight(); y++) {
            for (int x = 0; x < mist.getWidth(); x++) {
                var rgb = mist.getRGB(x, y);
                mist.setRGB(x, y, 0xBFBFBF + ((rgb >> 2) & 0x3F3F3F));
            }
        }
        assertThat(told(null, png(mist), alternative)).containsExactly("faint");
        assertThat(Contrast.of(words(0x000000, 0xFFFFFF))).isCloseTo(21, within(0.1));
        assertThat(Contrast.of(words(0x767676, 0xFFFFFF)))
                .as("WCAG's own example")
                .isCloseTo(4.54, within(0.05));
    }

    @Test
    void photographsAreNotTakenForFaint() throws IOException {
        assumeTrue(Files.isDirectory(PHOTOGRAPHS), "the photographs are not here");
        try (var files = Files.list(PHOTOGRAPHS.resolve("base_images"))) {
            for (var file : files.toList()) {
                assertThat(Contrast.of(ImageIO.read(file.toFile())))
                        .as(file.toString())
                        .isGreaterThan(Contrast.ENOUGH);
            }
        }
    }

    /** Bars as thick as letters, over a tenth of the picture. */
    private static BufferedImage words(int ink, int ground) {
        var picture = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
        var drawing = picture.createGraphics();
        drawing.setColor(new Color(ground));
        drawing.fillRect(0, 0, 400, 200);
        drawing.setColor(new Color(ink));
        for (int x = 40; x < 360; x += 16) {
            drawing.fillRect(x, 80, 5, 40);
        }
        drawing.dispose();
        return picture;
    }

    @Test
    void aStockLibraryIsKnownByItsCredit() throws IOException {
        assertThat(PictureReading.stock(png(scene(3)))).isEmpty();
        var out = new ByteArrayOutputStream();
        ImageIO.write(scene(3), "jpg", out);
        assertThat(PictureReading.stock(withXmp(out.toByteArray(), "Getty Images/iStockphoto")))
                .contains("Getty Images/iStockphoto");
        assertThat(PictureReading.stock(withXmp(out.toByteArray(), "Atelier Tilleul")))
                .isEmpty();
        assertThat(PictureReading.stock("no picture".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(PictureMark.of("no picture".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static List<String> told(@Nullable Past past, byte[] picture, @Nullable String alternative) {
        var context = Context.NONE.withPast(past);
        var draft = new Draft(
                "Rincez le joint.", "fr", null, null, List.of(new Draft.Picture("soupe.png", picture, alternative)));
        return Guard.read(draft, context).stream()
                .filter(finding -> finding.check() == Check.PICTURE)
                .map(Finding::kind)
                .toList();
    }

    private static BufferedImage scene(int seed) {
        var random = new Random(seed);
        var picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var drawing = picture.createGraphics();
        for (int i = 0; i < 60; i++) {
            drawing.setColor(new Color(random.nextInt(0x1000000)));
            drawing.fillOval(
                    random.nextInt(320), random.nextInt(240), 20 + random.nextInt(90), 20 + random.nextInt(90));
        }
        drawing.dispose();
        return picture;
    }

    private static BufferedImage drawn(
            BufferedImage picture, double left, double top, double right, double bottom, double scale, boolean mirror) {
        var x = (int) (left * picture.getWidth());
        var y = (int) (top * picture.getHeight());
        var part = picture.getSubimage(
                x, y, (int) (right * picture.getWidth()) - x, (int) (bottom * picture.getHeight()) - y);
        var width = (int) (part.getWidth() * scale);
        var height = (int) (part.getHeight() * scale);
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var drawing = to.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        drawing.drawImage(part, mirror ? width : 0, 0, mirror ? -width : width, height, null);
        drawing.dispose();
        return to;
    }

    private static BufferedImage noisy(BufferedImage picture, int strength) {
        var random = new Random(1);
        var to = drawn(picture, 0, 0, 1, 1, 1, false);
        for (int y = 0; y < to.getHeight(); y++) {
            for (int x = 0; x < to.getWidth(); x++) {
                var rgb = 0;
                for (int shift = 0; shift < 24; shift += 8) {
                    var value = (to.getRGB(x, y) >> shift & 0xFF) + (int) (random.nextGaussian() * strength);
                    rgb |= Math.clamp(value, 0, 255) << shift;
                }
                to.setRGB(x, y, rgb);
            }
        }
        return to;
    }

    private static BufferedImage compressed(BufferedImage picture, float quality) {
        try {
            var writer = ImageIO.getImageWritersByFormatName("jpg").next();
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            var out = new ByteArrayOutputStream();
            try (var stream = ImageIO.createImageOutputStream(out)) {
                writer.setOutput(stream);
                writer.write(null, new IIOImage(drawn(picture, 0, 0, 1, 1, 1, false), null, null), parameters);
            } finally {
                writer.dispose();
            }
            return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    /** An XMP packet behind the first two bytes of a JPEG, as libraries of pictures put it. */
    private static byte[] withXmp(byte[] jpeg, String credit) throws IOException {
        var xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
                + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
                + " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" photoshop:Credit=\"" + credit
                + "\"/></rdf:RDF></x:xmpmeta>";
        var packet = xmp.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(0xE1);
        out.write((packet.length + 2) >> 8);
        out.write((packet.length + 2) & 0xFF);
        out.write(packet);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
