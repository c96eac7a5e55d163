package org.bpfskel.btf;

import static com.google.common.truth.Truth.assertThat;
import static org.bpfskel.btf.BtfBytes.SIGNED;
import static org.bpfskel.btf.BtfBytes.member;
import static org.bpfskel.btf.BtfBytes.param;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Types of a kernel and of modules in one header. */
class ModuleHeaderTest {
  private final BtfBytes kernel = new BtfBytes();
  private final List<BtfBytes> modules = new ArrayList<>();
  private int integer;
  private int list;
  private int declared;

  @BeforeEach
  void kernel() {
    integer = kernel.integer("int", 4, SIGNED);
    list = kernel.struct("list", 4, member("i", integer, 0));
    declared = kernel.ptr(kernel.forward("table", false));
    kernel.struct("owner", 8, member("table", declared, 0));
  }

  private BtfBytes module() {
    BtfBytes module = kernel.split();
    modules.add(module);
    return module;
  }

  private String header() throws BtfException {
    return CHeader.withModules(kernel.parse(), split());
  }

  private List<Btf> split() throws BtfException {
    List<Btf> split = new ArrayList<>();
    for (BtfBytes module : modules) {
      split.add(Btf.parse(module.bytes(), kernel.parse()));
    }
    return split;
  }

  @Test
  void typesOfTheKernelStandThereOnceAndFirst() throws BtfException {
    module().struct("entry", 4, member("in", list, 0));
    module().struct("other", 4, member("in", list, 0));

    String header = header();

    assertThat(header.split("struct list \\{", -1)).hasLength(2);
    assertThat(header)
        .contains("struct entry {\n\tstruct list in;\n};\n\nstruct other {\n\tstruct list in;\n};");
  }

  @Test
  void moduleDefinesWhatTheKernelOnlyDeclares() throws BtfException {
    module().struct("table", 4, member("i", integer, 0));
    BtfBytes second = module();
    second.struct("user", 8, member("table", second.ptr(second.forward("table", false)), 0));

    assertThat(header()).contains("struct table {\n\tint i;\n};");
    assertThat(header()).contains("struct user {\n\tstruct table *table;\n};");
    assertThat(header()).doesNotContain("table___2");
  }

  @Test
  void secondTypeOfANameHasAFlavour() throws BtfException {
    module().struct("list", 8, member("i", integer, 0), member("j", integer, 32));
    module().struct("list", 4, member("k", integer, 0));
    module().typedef("name_t", integer);
    module().typedef("name_t", integer);

    assertThat(header()).contains("struct list___2 {\n\tint i;\n\tint j;\n};");
    assertThat(header()).contains("struct list___3 {\n\tint k;\n};");
    assertThat(header()).contains("typedef int name_t___2;");
  }

  @Test
  void functionsOfModulesAreDeclared() throws BtfException {
    BtfBytes module = module();
    int find = module.func("find_table", module.proto(declared, param("i", integer)), 0);
    module.declTag("bpf_kfunc", find, -1);

    assertThat(header()).contains("extern struct table *find_table(int i) __weak __ksym;");
  }

  @Test
  void chosenTypesBringTheirTypesOfTheKernel() throws BtfException {
    BtfBytes module = module();
    int entry = module.struct("entry", 4, member("in", list, 0));
    module.struct("other", 4, member("i", integer, 0));

    String header =
        CHeader.withModules(
            kernel.parse(), split(), btf -> btf.typeCount() > entry ? List.of(entry) : List.of());

    assertThat(header).contains("struct list {");
    assertThat(header).contains("struct entry {");
    assertThat(header).doesNotContain("other");
    assertThat(header).doesNotContain("owner");
  }
}
