package org.hafnia.simulator.dataset.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.Archives;
import org.hafnia.simulator.dataset.formats.ImageFolders.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFoldersTest {

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void readsColoursChannelByChannel(String format) {
    var read =
        read(
            Map.of(
                "cat/1." + format, image(2, 3, 0x0a141e, format),
                "dog/1." + format, image(2, 3, 0x646464, format)),
            Optional.empty());

    assertThat(read.classNames()).isEqualTo(List.of("cat", "dog"));
    assertThat(read.samples().shape()).containsExactly(3, 2, 3);
    assertThat(read.samples().pixel(0, 0)).isEqualTo(10);
    assertThat(read.samples().pixel(0, 6)).isEqualTo(20);
    assertThat(read.samples().pixel(0, 12)).isEqualTo(30);
    assertThat(read.samples().label(1)).isEqualTo(1);
  }

  @Test
  void keepsGreyLevelsAsTheyAre() {
    var read = read(Map.of("a/1.png", grey(77), "b/1.png", grey(200)), Optional.empty());

    assertThat(read.samples().shape()).containsExactly(2, 2);
    assertThat(read.samples().pixel(0, 3)).isEqualTo(77);
    assertThat(read.samples().pixel(1, 0)).isEqualTo(200);
  }

  @Test
  void wantsOneSizeOrBringsAllToOne() {
    var two =
        Map.of("a/1.png", image(2, 2, 0xffffff, "png"), "b/1.png", image(4, 5, 0xff0000, "png"));

    assertThatThrownBy(() -> read(two, Optional.empty()))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining("b/1.png")
        .hasMessageContaining("4 x 5 pixels")
        .hasMessageContaining("2 x 2 pixels");
    assertThat(read(two, Optional.of(new Size(3, 3))).samples().shape()).containsExactly(3, 3, 3);
  }

  @Test
  void refusesWhatIsNoWholeImageInAFolder() {
    byte[] png = image(8, 8, 0x123456, "png");

    assertThatThrownBy(() -> read(Map.of("a/1.png", new byte[40]), Optional.empty()))
        .hasMessageContaining("no image");
    assertThatThrownBy(
            () -> read(Map.of("a/1.png", Arrays.copyOf(png, png.length / 2)), Optional.empty()))
        .hasMessageContaining("a damaged image");
    assertThatThrownBy(() -> read(Map.of("1.png", png), Optional.empty()))
        .hasMessageContaining("an image in no folder");
    assertThatThrownBy(() -> read(Map.of("a/notes.txt", png), Optional.empty()))
        .hasMessageContaining("0 folders with images");
  }

  @Test
  void readsPartsWithTheSameClasses() {
    var folder =
        Archives.folder(
            Map.of("train/a/1.png", grey(1), "train/b/1.png", grey(2), "test/b/1.png", grey(3)));

    var train = ImageFolders.read(folder, "train", Optional.empty(), List.of());
    var test = ImageFolders.read(folder, "test", Optional.empty(), train.classNames());

    assertThat(ImageFolders.hasPart(folder, "test")).isTrue();
    assertThat(train.samples().count()).isEqualTo(2);
    assertThat(test.samples().label(0)).isEqualTo(1);
  }

  private static Labelled read(Map<String, byte[]> files, Optional<Size> resize) {
    return ImageFolders.read(Archives.folder(files), "", resize, List.of());
  }

  private static byte[] image(int rows, int columns, int rgb, String format) {
    var image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    return encoded(image, format);
  }

  private static byte[] grey(int level) {
    var image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    for (int k = 0; k < 4; k++) {
      image.getRaster().setSample(k % 2, k / 2, 0, level);
    }
    return encoded(image, "png");
  }

  private static byte[] encoded(BufferedImage image, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, bytes)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
