package org.hafnia.simulator.dataset.formats;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text without blanks at the start of lines and without runs of them, as columns of numbers. */
final class SingleBlanks extends FilterReader {

  private int last = '\n';

  private int lastMarked = '\n';

  SingleBlanks(Reader in) {
    super(new BufferedReader(in));
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    while (c == ' ' && (last == ' ' || last == '\n')) {
      c = super.read();
    }
    last = c;
    return c;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    for (int k = 0; k < length; k++) {
      int c = read();
      if (c < 0) {
        return k == 0 ? -1 : k;
      }
      target[offset + k] = (char) c;
    }
    return length;
  }

  @Override
  public void mark(int readAheadLimit) throws IOException {
    lastMarked = last;
    super.mark(readAheadLimit);
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    last = lastMarked;
  }
}
