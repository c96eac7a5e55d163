package org.bpfskel.bench;

/** What a Java process costs that does nothing. */
final class HelloWorld {
  private HelloWorld() {}

  public static void main(String[] args) {
    System.out.println("hello");
  }
}
