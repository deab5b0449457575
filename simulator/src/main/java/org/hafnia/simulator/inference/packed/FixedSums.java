package org.hafnia.simulator.inference.packed;

import java.util.Arrays;
import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.inference.sums.Answering;
import org.hafnia.simulator.inference.sums.ThresholdRun;

/**
 * Answers for {@link FixedDense}: those of the weights that are meant, once, and then again only
 * for units with errors, whose sums are moved by the errors alone.
 */
final class FixedSums implements Answering {

  private static final int NONE = -1;

  /** By how much a weight can change. */
  private static final int MOST = 2;

  /** Fewer rows are added one by one. */
  private static final int FEW = 4;

  private final FixedDense input;
  private final WordKernel kernel;
  private final int imageWords;
  private final int unitWords;

  /** Of each plane, unit after unit: a bit for each image. */
  private final long[][] meant;

  /** Of each plane, image after image: a bit for each unit. */
  private final long[][] answers;

  /** The changes of a unit: the last one, and the one before each. */
  private final int[] last;

  private int[] before = new int[1024];
  private int[] place = new int[1024];
  private byte[] factor = new byte[1024];
  private int changes;
  private boolean stale = true;

  /** Of each factor, the rows of a unit that are added so many times, and how many they are. */
  private final int[][] rows = new int[2 * MOST + 1][];

  private final int[] moved = new int[rows.length];
  private final int[] sums;
  private final long[] square = new long[Long.SIZE];
  private final long[][] band;

  FixedSums(FixedDense input, WordKernel kernel) {
    this.input = input;
    this.kernel = kernel;
    int planes = input.thresholds.planes();
    imageWords = input.room / Long.SIZE;
    unitWords = Bits.words(input.units);
    meant = new long[planes][input.units * imageWords];
    answers = new long[planes][input.room * unitWords];
    band = new long[planes][Long.SIZE * imageWords];
    last = new int[input.units];
    Arrays.fill(last, NONE);
    Arrays.setAll(rows, which -> new int[input.inputs]);
    sums = new int[input.room];
    for (int u = 0; u < input.units; u++) {
      System.arraycopy(input.sums, u * input.room, sums, 0, input.room);
      for (int plane = 0; plane < planes; plane++) {
        compare(plane, u, meant[plane], u * imageWords);
      }
    }
  }

  @Override
  public void set(int index, int from, int to) {
    if (changes == place.length) {
      before = Arrays.copyOf(before, 2 * changes);
      place = Arrays.copyOf(place, 2 * changes);
      factor = Arrays.copyOf(factor, 2 * changes);
    }
    int unit = index / input.inputs;
    before[changes] = last[unit];
    place[changes] = index % input.inputs;
    factor[changes] = (byte) (to - from);
    last[unit] = changes++;
    stale = true;
  }

  @Override
  public void restored() {
    Arrays.fill(last, NONE);
    changes = 0;
    stale = true;
  }

  @Override
  public void answers(Signal in, int first, int count, int number, ThresholdRun run) {
    if (stale) {
      for (int units = 0; units < unitWords; units++) {
        refresh(units);
      }
      stale = false;
    }
    for (int plane = 0; plane < answers.length; plane++) {
      System.arraycopy(
          answers[plane], number * unitWords, run.answers(plane), 0, count * unitWords);
    }
  }

  /** Answers of 64 units, for all images, turned so that an image has those of its units. */
  private void refresh(int word) {
    int from = word * Long.SIZE;
    int units = Math.min(Long.SIZE, input.units - from);
    for (int u = 0; u < units; u++) {
      if (last[from + u] == NONE) {
        for (int plane = 0; plane < band.length; plane++) {
          System.arraycopy(
              meant[plane], (from + u) * imageWords, band[plane], u * imageWords, imageWords);
        }
      } else {
        move(from + u);
        for (int plane = 0; plane < band.length; plane++) {
          compare(plane, from + u, band[plane], u * imageWords);
        }
      }
    }
    for (int plane = 0; plane < band.length; plane++) {
      for (int i = 0; i < imageWords; i++) {
        for (int u = 0; u < Long.SIZE; u++) {
          square[u] = u < units ? band[plane][u * imageWords + i] : 0;
        }
        Bits.transpose(square);
        for (int image = 0; image < Long.SIZE; image++) {
          answers[plane][(i * Long.SIZE + image) * unitWords + word] = square[image];
        }
      }
    }
  }

  /** The sums of a unit with its errors, those of a factor together. */
  private void move(int unit) {
    System.arraycopy(input.sums, unit * input.room, sums, 0, input.room);
    Arrays.fill(moved, 0);
    for (int i = last[unit]; i != NONE; i = before[i]) {
      int which = factor[i] + MOST;
      rows[which][moved[which]++] = place[i] * input.room;
    }
    for (int which = 0; which < moved.length; which++) {
      move(rows[which], moved[which], which - MOST);
    }
  }

  private void move(int[] list, int count, int by) {
    if (count < FEW) {
      for (int i = 0; i < count; i++) {
        kernel.addRow(input.pixels, list[i], input.room, by, sums);
      }
      return;
    }
    for (int from = 0; from < input.room; from += WordKernel.BLOCK) {
      kernel.addRows(input.pixels, from, list, 0, count, by, sums, from);
    }
  }

  private void compare(int plane, int unit, long[] bits, int at) {
    int limit = input.limit(plane, unit);
    for (int i = 0; i < imageWords; i++) {
      bits[at + i] = kernel.atLeast(sums, i * Long.SIZE, limit);
    }
  }
}
