// Where there is no such kind, takes back what was generated, and says so: only a prompt checks it before.
import java.nio.file.Files
import java.nio.file.Path

String kind = request.getProperties().getProperty('kind')
if (!kind.matches('exec|xdp|tcp|sched')) {
  Path parent = Path.of(request.outputDirectory)
  Path project = parent.resolve(request.artifactId)
  String packages = request.getProperties().getProperty('packageInPathFormat') ?: request.getPackage().replace('.', '/')
  // What was there before was not written over, and stays.
  def generated = [
    'pom.xml': { true },
    'README.md': { it.contains('`src/main/bpf/' + kind + '.bpf.c`') },
    ('src/main/bpf/' + kind + '.bpf.c'): { it.isBlank() },
    ('src/main/java/' + packages + '/App.java'): { it.isBlank() },
    ('src/test/java/' + packages + '/AppTest.java'): { it.isBlank() },
  ]
  generated.each { name, ours ->
    Path file = project.resolve(name)
    if (Files.exists(file) && ours(Files.readString(file))) {
      Files.delete(file)
    }
    Path folder = file.parent
    while (folder != parent && (!Files.exists(folder) || folder.toFile().list().length == 0)) {
      Files.deleteIfExists(folder)
      folder = folder.parent
    }
  }
  Path pom = parent.resolve('pom.xml')
  if (Files.exists(pom)) {
    Files.writeString(pom, Files.readString(pom).replaceFirst('\\s*<module>' + request.artifactId + '</module>', ''))
  }
  throw new IllegalArgumentException('no kind ' + kind + ': -Dkind takes exec, xdp, tcp or sched')
}
