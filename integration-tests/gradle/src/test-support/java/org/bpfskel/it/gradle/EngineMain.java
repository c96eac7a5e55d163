package org.bpfskel.it.gradle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.gradle.api.internal.StartParameterInternal;
import org.gradle.api.logging.LogLevel;
import org.gradle.api.logging.configuration.ConsoleOutput;
import org.gradle.api.logging.configuration.WarningMode;
import org.gradle.initialization.DefaultBuildCancellationToken;
import org.gradle.initialization.DefaultBuildRequestContext;
import org.gradle.initialization.DefaultBuildRequestMetaData;
import org.gradle.internal.buildoption.Option;
import org.gradle.internal.buildprocess.BuildProcessState;
import org.gradle.internal.classpath.ClassPath;
import org.gradle.internal.instrumentation.agent.AgentStatus;
import org.gradle.internal.logging.LoggingManagerInternal;
import org.gradle.internal.logging.services.DefaultLoggingManagerFactory;
import org.gradle.internal.logging.services.LoggingServiceRegistry;
import org.gradle.internal.nativeintegration.services.NativeServices;
import org.gradle.internal.service.ServiceRegistry;
import org.gradle.launcher.exec.BuildActionResult;
import org.gradle.launcher.exec.BuildExecutor;
import org.gradle.launcher.exec.DefaultBuildActionParameters;
import org.gradle.tooling.internal.provider.action.ExecuteBuildAction;

/**
 * Gradle without its command line and its daemon, which Maven Central does not have: builds what it
 * is told to on standard input, and answers on standard output, until that ends.
 */
final class EngineMain {
  private static final String CONFIGURATION_CACHE = "--configuration-cache";
  private static final String BUILD_CACHE = "--build-cache";
  private static final String PROPERTY = "-P";

  private final File home;
  private final ServiceRegistry services;

  private EngineMain(File home, ServiceRegistry services) {
    this.home = home;
    this.services = services;
  }

  /** Takes Gradle's home folder. */
  public static void main(String[] arguments) throws IOException {
    InputStream requests = System.in;
    PrintStream answers = System.out;
    System.setOut(System.err);
    File home = new File(arguments[0]);
    NativeServices.initializeOnDaemon(home, NativeServices.NativeServicesMode.ENABLED);
    ServiceRegistry logging = LoggingServiceRegistry.newCommandLineProcessLogging();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    LoggingManagerInternal log = logging.get(DefaultLoggingManagerFactory.class).create();
    log.captureSystemSources();
    log.attachConsole(output, output, ConsoleOutput.Plain);
    log.start();
    try (BuildProcessState state =
        new BuildProcessState(
            true, AgentStatus.disabled(), ClassPath.EMPTY, logging, NativeServices.getInstance())) {
      EngineMain engine = new EngineMain(home, state.getServices());
      DataInputStream in = new DataInputStream(requests);
      DataOutputStream out = new DataOutputStream(answers);
      for (int words = in.read(); words >= 0; words = in.read()) {
        List<String> request = new ArrayList<>();
        for (int i = 0; i < words; i++) {
          request.add(in.readUTF());
        }
        boolean succeeded = engine.build(new File(request.get(0)), request.subList(1, words));
        log.flush();
        out.writeBoolean(succeeded);
        byte[] text = output.toString(UTF_8).getBytes(UTF_8);
        output.reset();
        out.writeInt(text.length);
        out.write(text);
        out.flush();
      }
    }
    System.exit(0); // Gradle's threads would go on
  }

  private boolean build(File project, List<String> arguments) {
    StartParameterInternal start = new StartParameterInternal();
    start.setProjectDir(project);
    start.setCurrentDir(project);
    start.setGradleUserHomeDir(home);
    start.setOffline(true);
    start.setConfigurationCache(Option.Value.value(arguments.contains(CONFIGURATION_CACHE)));
    start.setBuildCacheEnabled(arguments.contains(BUILD_CACHE));
    start.setWarningMode(WarningMode.All);
    for (String argument : arguments) {
      if (argument.startsWith(PROPERTY)) {
        String[] property = argument.substring(PROPERTY.length()).split("=", 2);
        start.getProjectProperties().put(property[0], property[1]);
      }
    }
    start.setTaskNames(arguments.stream().filter(word -> !word.startsWith("-")).toList());
    BuildActionResult result =
        services
            .get(BuildExecutor.class)
            .execute(
                new ExecuteBuildAction(start),
                new DefaultBuildActionParameters(
                    System.getProperties(),
                    System.getenv(),
                    project,
                    LogLevel.LIFECYCLE,
                    true,
                    ClassPath.EMPTY),
                new DefaultBuildRequestContext(
                    new DefaultBuildRequestMetaData(System.currentTimeMillis()),
                    new DefaultBuildCancellationToken(),
                    event -> {}));
    return !result.hasFailure();
  }
}
