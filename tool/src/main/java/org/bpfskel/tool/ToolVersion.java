package org.bpfskel.tool;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest has. */
final class ToolVersion implements IVersionProvider {
  /** For picocli. */
  ToolVersion() {}

  @Override
  public String[] getVersion() {
    String version = ToolVersion.class.getPackage().getImplementationVersion();
    return new String[] {"bpfskel " + (version == null ? "(not from a jar)" : version)};
  }
}
