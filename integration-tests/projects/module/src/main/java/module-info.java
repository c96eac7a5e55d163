/** A program that is a named module, for jlink and jpackage. */
@SuppressWarnings("requires-automatic")
module com.example {
  requires org.bpfskel;
}
