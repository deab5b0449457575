package org.hafnia.service.jobs;

/** A file that a job made, with its content. */
public final class MadeFile {

  private final String name;
  private final String mediaType;
  private final byte[] bytes;

  public MadeFile(String name, String mediaType, byte[] bytes) {
    this.name = name;
    this.mediaType = mediaType;
    this.bytes = bytes.clone();
  }

  public String name() {
    return name;
  }

  public String mediaType() {
    return mediaType;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }
}
