package parvis.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifDirectoryBase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parvis.file.Judged.Accepted;
import parvis.file.Judged.Reason;
import parvis.file.Judged.Refused;
import parvis.file.Judged.Type;

class PicturesTest {

    private static final byte[] WEBP = Base64.getDecoder()
            .decode("UklGRmIAAABXRUJQVlA4IFYAAADwAwCdASoYABAAPpE6l0eloyIhMAgAsBIJbDuAG9Yir+gA"
                    + "C1ay8J6AAP7sF40Z8avX/7S//4oad9+1H//UJuf/5CbgkES5bxwZz2ZEqLwNEiNFk3VwAA==");
    private static final byte[] CLEAR_WEBP = Base64.getDecoder()
            .decode("UklGRmoAAABXRUJQVlA4TF4AAAAvF8ADEC8wZnMxXAoBIEBzURxCIIkUwIkhOApWkSQ7efH/"
                    + "PTCQlVAISONfDBcKBxH9V+C2jeJjhmeEX6Ed56jdQJImgF26PkThEbLwCkVAqHZmd9vLzHfZ77X/wQsB");

    private final Pictures pictures = new Pictures(2, Duration.ofSeconds(20));

    private Accepted accepted(byte[] file) {
        var judged = pictures.judge(file);
        assertThat(judged).isInstanceOf(Accepted.class);
        return (Accepted) judged;
    }

    private void refused(byte[] file, Reason reason) {
        assertThat(pictures.judge(file)).isEqualTo(new Refused(reason));
    }

    @Test
    void aPhotographIsAJpegOfReasonableSize() throws Exception {
        var picture = accepted(Drawn.file(Drawn.photograph(3000, 2000), "jpeg"));
        assertThat(picture.type()).isEqualTo(Type.JPEG);
        assertThat(List.of(picture.width(), picture.height())).containsExactly(2048, 1365);
        var image = Drawn.image(picture.bytes());
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(2048, 1365);
        var thumb = Drawn.image(picture.thumb());
        assertThat(List.of(thumb.getWidth(), thumb.getHeight())).containsExactly(640, 427);
        near(thumb.getRGB(320, 213), 127, 127, 62, 6);
        assertThat(picture.thumb()).hasSizeLessThan(picture.bytes().length);
    }

    @Test
    void aSmallPictureIsNotEnlarged() throws Exception {
        var picture = accepted(Drawn.file(Drawn.photograph(300, 20), "jpeg"));
        assertThat(List.of(picture.width(), picture.height())).containsExactly(300, 20);
        assertThat(Drawn.image(picture.thumb()).getWidth()).isEqualTo(300);
    }

    @Test
    void aThinPictureKeepsAtLeastOnePixel() throws Exception {
        var picture = accepted(Drawn.file(Drawn.photograph(9000, 1), "png"));
        assertThat(List.of(picture.width(), picture.height())).containsExactly(2048, 1);
    }

    @Test
    void aDrawingStaysExact() throws Exception {
        var picture = accepted(Drawn.file(Drawn.fields(80, 60, BufferedImage.TYPE_INT_RGB), "png"));
        assertThat(picture.type()).isEqualTo(Type.PNG);
        fieldsOf(Drawn.image(picture.bytes()), 0);
    }

    @Test
    void transparencyStays() throws Exception {
        var image = Drawn.photograph(100, 100);
        var clear = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 10_000; i++) {
            clear.setRGB(i % 100, i / 100, image.getRGB(i % 100, i / 100) & 0xFFFFFF | (i % 100 < 50 ? 0 : 0x80 << 24));
        }
        var picture = accepted(Drawn.file(clear, "png"));
        assertThat(picture.type()).isEqualTo(Type.PNG);
        var drawn = Drawn.image(picture.bytes());
        assertThat(drawn.getRGB(10, 10) >>> 24).isZero();
        assertThat(drawn.getRGB(70, 10)).isEqualTo(clear.getRGB(70, 10));
    }

    @Test
    void aClearEdgeDoesNotDarkenWhatItTouches() throws Exception {
        var image = new BufferedImage(4096, 4, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 4096 * 4; i++) {
            image.setRGB(i % 4096, i / 4096, i % 2 == 0 ? 0xFFFF0000 : 0x00000000);
        }
        var drawn = Drawn.image(accepted(Drawn.file(image, "png")).bytes());
        assertThat(drawn.getRGB(1000, 1) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat((double) (drawn.getRGB(1000, 1) >>> 24)).isCloseTo(128, within(1.0));
    }

    @Test
    void theFirstFrameOfAGifIsDrawn() throws Exception {
        var picture = accepted(Drawn.file(Drawn.fields(40, 40, BufferedImage.TYPE_INT_RGB), "gif"));
        assertThat(picture.type()).isEqualTo(Type.PNG);
        fieldsOf(Drawn.image(picture.bytes()), 0);
    }

    @Test
    void webpIsDrawnToo() throws Exception {
        var photo = accepted(WEBP);
        assertThat(List.of(photo.width(), photo.height())).containsExactly(24, 16);
        near(Drawn.image(photo.bytes()).getRGB(12, 0), 255, 0, 0, 40);
        near(Drawn.image(photo.bytes()).getRGB(12, 15), 0, 0, 255, 40);
        var clear = Drawn.image(accepted(CLEAR_WEBP).bytes());
        assertThat(clear.getRGB(0, 0) >>> 24).isZero();
        near(clear.getRGB(12, 8), 0x17, 0x66, 0x5C, 3);
    }

    @Test
    void greyStaysAsBrightAsItWas() throws Exception {
        var grey = new BufferedImage(300, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 300; x++) {
                grey.getRaster().setSample(x, y, 0, 100);
            }
        }
        near(Drawn.image(accepted(Drawn.file(grey, "png")).bytes()).getRGB(9, 9), 100, 100, 100, 0);
        near(Drawn.image(accepted(Drawn.file(grey, "jpeg")).bytes()).getRGB(9, 9), 100, 100, 100, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 200})
    void aPictureIsShownAsTheCameraWasHeld(int orientation) throws Exception {
        var upright = Drawn.fields(96, 64, BufferedImage.TYPE_INT_RGB);
        boolean swapped = orientation >= 5 && orientation <= 8;
        var held = new BufferedImage(swapped ? 64 : 96, swapped ? 96 : 64, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < held.getHeight(); row++) {
            for (int column = 0; column < held.getWidth(); column++) {
                // As EXIF 2.32 defines the tag: which side the first row and the first column of the file are.
                int x = switch (orientation) {
                    case 2, 3 -> 95 - column;
                    case 5, 8 -> row;
                    case 6, 7 -> 95 - row;
                    default -> column;
                };
                int y = switch (orientation) {
                    case 3, 4 -> 63 - row;
                    case 5, 6 -> column;
                    case 7, 8 -> 63 - column;
                    default -> row;
                };
                held.setRGB(column, row, upright.getRGB(x, y));
            }
        }
        var picture = accepted(Drawn.withSegment(Drawn.file(held, "jpeg"), 0xE1, Drawn.exif(orientation, "x")));
        assertThat(List.of(picture.width(), picture.height())).containsExactly(96, 64);
        fieldsOf(Drawn.image(picture.bytes()), 12);
    }

    @Test
    void nothingThatTheCameraNotedRemains() throws Exception {
        var jpeg = Drawn.file(Drawn.photograph(64, 64), "jpeg");
        var noted = Drawn.withSegment(
                Drawn.withSegment(
                        Drawn.withSegment(jpeg, 0xE1, Drawn.exif(6, "48.8566 N 2.3522 E")),
                        0xFE,
                        "secret comment".getBytes(UTF_8)),
                0xED,
                "Photoshop 3.0\0 secret".getBytes(UTF_8));
        var picture = accepted(noted);
        for (var bytes : List.of(picture.bytes(), picture.thumb())) {
            assertThat(new String(bytes, ISO_8859_1))
                    .doesNotContain("48.8566")
                    .doesNotContain("secret")
                    .doesNotContain("Exif");
            assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes))
                            .getDirectoriesOfType(ExifDirectoryBase.class))
                    .isEmpty();
        }
        var png = Drawn.withChunk(
                Drawn.file(Drawn.fields(8, 8, BufferedImage.TYPE_INT_RGB), "png"),
                "tEXt",
                "Author\0secret".getBytes(UTF_8));
        assertThat(new String(accepted(png).bytes(), ISO_8859_1))
                .doesNotContain("secret")
                .startsWith("\u0089PNG");
    }

    @Test
    void whatIsTwoThingsAtOnceIsOnlyAPictureAfterwards() throws Exception {
        var script = "<script>alert(1)</script>".getBytes(UTF_8);
        var archive = join(
                "PK\u0003\u0004".getBytes(ISO_8859_1), script, "PK\u0005\u0006".getBytes(ISO_8859_1), new byte[18]);
        var gif = Drawn.file(Drawn.fields(40, 40, BufferedImage.TYPE_INT_RGB), "gif");
        var jpeg = Drawn.file(Drawn.photograph(64, 64), "jpeg");
        var png = Drawn.file(Drawn.fields(8, 8, BufferedImage.TYPE_INT_RGB), "png");
        for (var file : List.of(
                join(gif, archive),
                join(jpeg, archive),
                join(png, archive),
                join(WEBP, archive),
                join(jpeg, script),
                Drawn.withSegment(jpeg, 0xFE, script),
                Drawn.withChunk(png, "tEXt", script),
                join(jpeg, jpeg))) {
            var picture = accepted(file);
            for (var bytes : List.of(picture.bytes(), picture.thumb())) {
                assertThat(new String(bytes, ISO_8859_1))
                        .doesNotContain("script")
                        .doesNotContain("PK\u0003\u0004");
                var end = picture.type() == Type.PNG ? "IEND\u00AEB`\u0082" : "\u00FF\u00D9";
                assertThat(new String(bytes, ISO_8859_1)).endsWith(end).containsOnlyOnce(end);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GIF8",
                "\u00FF\u00D8",
                "RIFF",
                "RIFF\0\0\0\0WAVE",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<?xml version='1.0'?><svg/>",
                "%PDF-1.7",
                "<!DOCTYPE html><script>alert(1)</script>",
                "PK\u0003\u0004",
                "BM\u00FF\u00FF",
                "II*\0",
                "MM\0*",
                "\0\0\1\0",
                "\0\0\0 ftypheic",
                "hello",
                "GIF87b",
                "\u0089PNG\n"
            })
    void whatIsNoPictureIsRefusedWhateverItsName(String content) {
        refused(content.getBytes(ISO_8859_1), Reason.NOT_A_PICTURE);
    }

    @Test
    void aCutTransferIsSaidSo() throws Exception {
        var photo = Drawn.photograph(200, 150);
        for (var file : List.of(Drawn.file(photo, "jpeg"), Drawn.file(photo, "png"), Drawn.file(photo, "gif"), WEBP)) {
            for (int cut = file.length - 2; cut > 40; cut -= Math.max(1, file.length / 40)) {
                refused(Arrays.copyOf(file, cut), Reason.INCOMPLETE);
            }
        }
    }

    @Test
    void aPictureThatPromisesTooManyPixelsIsNeverUnfolded() throws Exception {
        var png = Drawn.file(Drawn.fields(8, 8, BufferedImage.TYPE_INT_RGB), "png");
        var gif = Drawn.file(Drawn.fields(8, 8, BufferedImage.TYPE_INT_RGB), "gif");
        var jpeg = Drawn.file(Drawn.photograph(64, 64), "jpeg");
        System.arraycopy(new byte[] {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30}, 0, png, 16, 8); // 30,000 × 30,000
        int frame = 13 + (3 << (gif[10] & 7) + 1);
        while (gif[frame] != 0x2C) {
            frame++;
        }
        Arrays.fill(gif, frame + 5, frame + 9, (byte) 0x7F);
        int start = new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00C0");
        Arrays.fill(jpeg, start + 5, start + 9, (byte) 0x7F);
        var webp = WEBP.clone();
        System.arraycopy(new byte[] {(byte) 0xFF, 0x3F, (byte) 0xFF, 0x3F}, 0, webp, 26, 4); // 16,383 × 16,383
        for (var bomb : List.of(png, gif, jpeg, webp)) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refused(bomb, Reason.TOO_MANY_PIXELS));
        }
    }

    @Test
    void aPictureWithinTheLimitIsDrawnInProportion() throws Exception {
        var large = new BufferedImage(8000, 5000, BufferedImage.TYPE_BYTE_BINARY);
        var picture = accepted(Drawn.file(large, "png"));
        assertThat(List.of(picture.width(), picture.height())).containsExactly(2048, 1280);
        refused(
                Drawn.file(new BufferedImage(8000, 5001, BufferedImage.TYPE_BYTE_BINARY), "png"),
                Reason.TOO_MANY_PIXELS);
    }

    @Test
    void wordsThatUnfoldWithoutEndAreNotUnfolded() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bytes)) {
            for (int i = 0; i < 200; i++) {
                deflater.write(new byte[1_000_000]);
            }
        }
        var png = Drawn.file(Drawn.fields(8, 8, BufferedImage.TYPE_INT_RGB), "png");
        for (var type : List.of("zTXt", "iCCP")) {
            var bomb = Drawn.withChunk(png, type, join("a\0\0".getBytes(UTF_8), bytes.toByteArray()));
            long before = allocated();
            accepted(bomb);
            assertThat(allocated() - before).as(type).isLessThan(50_000_000);
        }
    }

    @Test
    void aPictureThatAsksToBeGoneOverForEverIsRefused() throws Exception {
        var jpeg = Drawn.file(Drawn.photograph(64, 64), "jpeg");
        int scan = new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00DA");
        var scans = new ByteArrayOutputStream();
        scans.write(jpeg, 0, scan);
        for (int i = 0; i < 200; i++) {
            scans.write(jpeg, scan, jpeg.length - 2 - scan);
        }
        scans.write(jpeg, jpeg.length - 2, 2);
        refused(scans.toByteArray(), Reason.BROKEN);
    }

    @Test
    void aDamagedPictureIsNotChewedForMinutes() {
        var damaged = CLEAR_WEBP.clone(); // its decoder once took 20 seconds over 24 × 16 pixels
        damaged[33] = (byte) 0x44;
        damaged[41] = (byte) 0x82;
        damaged[55] = (byte) 0xE7;
        damaged[94] = (byte) 0x0B;
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> pictures.judge(damaged));
    }

    @Test
    void anyDamageIsAJudgementAndNeverAFailure() throws Exception {
        var random = new Random(41);
        var photo = Drawn.photograph(60, 40);
        for (var file : List.of(
                Drawn.file(photo, "jpeg"),
                Drawn.file(photo, "png"),
                Drawn.file(photo, "gif"),
                WEBP,
                CLEAR_WEBP,
                Drawn.withSegment(Drawn.file(photo, "jpeg"), 0xE1, Drawn.exif(6, "x")))) {
            int drawn = 0;
            for (int round = 0; round < 400; round++) {
                var damaged = file.clone();
                for (int i = 0; i <= round % 4; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                if (pictures.judge(damaged) instanceof Accepted picture) {
                    assertThat(Drawn.image(picture.bytes()).getWidth()).isEqualTo(picture.width());
                    drawn++;
                }
            }
            assertThat(drawn).as("some damage is harmless").isPositive();
        }
    }

    @Test
    void onlySoManyAreOpenAtATimeAndTheOthersAreToldToWait() throws Exception {
        var hurried = new Pictures(1, Duration.ZERO);
        var file = Drawn.file(Drawn.photograph(1500, 1500), "jpeg");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var judgements = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Judged>) () -> hurried.judge(file))
                    .toList());
            var outcomes = new ArrayList<Judged>();
            for (var judgement : judgements) {
                outcomes.add(judgement.get());
            }
            assertThat(outcomes).hasAtLeastOneElementOfType(Accepted.class).contains(new Refused(Reason.BUSY));
        }
        assertThat(hurried.judge(file)).as("the permit came back").isInstanceOf(Accepted.class);
    }

    @Test
    void realPhotographsAreAccepted() throws Exception {
        var folder = Path.of("../shared/data/images");
        assumeTrue(java.nio.file.Files.exists(folder), "not here, so not tried: " + folder);
        try (var all = java.nio.file.Files.walk(folder)) {
            for (var file : all.filter(path -> path.toString().endsWith(".jpg")).toList()) {
                var bytes = java.nio.file.Files.readAllBytes(file);
                if (file.toString().contains("corrupt")) {
                    refused(bytes, Reason.NOT_A_PICTURE);
                } else {
                    var before = Drawn.image(bytes);
                    var after = Drawn.image(accepted(bytes).bytes());
                    boolean turned = after.getWidth() != before.getWidth();
                    assertThat(turned)
                            .as("%s: the camera was turned", file)
                            .isEqualTo(file.toString().contains("09268"));
                    assertThat(turned ? 0 : difference(before, after))
                            .as(file.toString())
                            .isLessThan(6);
                }
            }
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static double difference(BufferedImage a, BufferedImage b) {
        long sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                sum += Math.abs((a.getRGB(x, y) >> 8 & 0xFF) - (b.getRGB(x, y) >> 8 & 0xFF));
            }
        }
        return (double) sum / a.getWidth() / a.getHeight();
    }

    private static void fieldsOf(BufferedImage image, int tolerance) {
        for (boolean left : new boolean[] {true, false}) {
            for (boolean top : new boolean[] {true, false}) {
                int expected = Drawn.field(left, top);
                near(
                        image.getRGB(image.getWidth() * (left ? 1 : 3) / 4, image.getHeight() * (top ? 1 : 3) / 4),
                        expected >> 16 & 0xFF,
                        expected >> 8 & 0xFF,
                        expected & 0xFF,
                        tolerance);
            }
        }
    }

    private static void near(int argb, int red, int green, int blue, int tolerance) {
        assertThat((double) (argb >> 16 & 0xFF)).isCloseTo(red, within((double) tolerance));
        assertThat((double) (argb >> 8 & 0xFF)).isCloseTo(green, within((double) tolerance));
        assertThat((double) (argb & 0xFF)).isCloseTo(blue, within((double) tolerance));
    }

    private static byte[] join(byte[]... parts) {
        return Drawn.join(parts);
    }
}
