// Servers that run on Java, by the program's name.
import { action, always, has, oneOf, onlyServingArguments, type ProgramTest, unless } from './program-test.ts';

const tools =
  /install|setup|gen|cli|tool|compil|migrat|liquibase|flyway|test|build|launcher\b|extract|layer|plugin|convert|import|export|validat|format|lint|minif|proguard/i;

/** The run is for what it leaves: archives of classes, ahead-of-time caches, a context that is closed once it has started. */
const trainingRun =
  /^(-XX:(ArchiveClassesAtExit|AOTCacheOutput|AOTConfiguration|DumpLoadedClassList|CRaCCheckpointTo)\b|-XX:AOTMode=(record|create)|-Xshare:dump|-Djarmode=|-Dspring\.context\.exit=|--spring\.context\.exit=|-Dspring\.context\.checkpoint=)/;

const applicationJar =
  /^(app|application|server|api|service|main|web|demo|ROOT|backend|gateway|quarkus-run|runner)([-_.]?v?\d[\w.-]*)?\.[jw]ar$|[-_](server|service|api|app|web|application|backend|gateway|runner)([-_.\d].*)?\.[jw]ar$|SNAPSHOT|\.war$/i;
/** What the project's own build has made. */
const builtJar = /(^|\/)(target|build\/libs)\/[^/]+\.[jw]ar$/;

const serverClass =
  /(Server|Application|App|Main|Broker|Service|Verticle|Node|Gateway|Bootstrap|JarLauncher|WarLauncher)(Kt)?$/;

/** Jars of tools, installers and generators are run in builds, too; what is called a server or an application is not. */
const javaApplication: ProgramTest = (args) => {
  if (args.some((arg) => trainingRun.test(arg))) return false;
  const at = args.indexOf('-jar');
  if (at < 0) return javaClass(args);
  const path = args[at + 1] ?? '';
  const jar = path.replace(/^.*\//, '');
  if (!/\.[jw]ar$/.test(jar) || tools.test(jar) || !onlyServingArguments(args.slice(at + 2).filter(isNoProperty)))
    return false;
  return applicationJar.test(jar) || builtJar.test(path);
};

/** `java -cp app.jar:lib/* com.example.ServerMain`, `java -m shop/com.example.Server` */
function javaClass(args: readonly string[]): boolean {
  let named: number | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (/^(-cp|-classpath|--class-path|-p|--module-path|--add-modules|--add-opens|--add-exports)$/.test(arg)) i++;
    else if (arg === '-m' || arg === '--module') {
      named = i + 1;
      break;
    } else if (!arg.startsWith('-')) {
      named = i;
      break;
    }
  }
  const main = named === undefined ? '' : (args[named] ?? '').replace(/^.*\//, '');
  const simple = main.slice(main.lastIndexOf('.') + 1);
  if (named === undefined || tools.test(simple) || !/^[A-Za-z_][\w.$]*$/.test(main)) return false;
  return serverClass.test(simple) && onlyServingArguments(args.slice(named + 1).filter(isNoProperty));
}

const isNoProperty = (arg: string) => !/^-D|^--[a-z]+(\.[\w-]+)+(=|$)/.test(arg);

const mavenRun: ProgramTest = (args) =>
  args.some((arg) =>
    /(^|:)(spring-boot|spring-boot-maven-plugin|jetty|jetty-maven-plugin|tomcat\d?|tomcat\d?-maven-plugin|quarkus|cargo|wildfly|liberty|mn|tomee|payara-micro|helidon|micronaut)(:[\d.]+)?:(run|dev|start|run-war|run-exploded)$/.test(
      arg,
    ),
  );

const gradleRun: ProgramTest = (args) => {
  if (has(args, '-t', '--continuous')) return true;
  const names = args.filter((arg) => !arg.startsWith('-')).map((arg) => arg.slice(arg.lastIndexOf(':') + 1));
  return names.some((name) =>
    /^(run|bootRun|bootTestRun|appRun|appStart|quarkusDev|jettyRun|tomcatRun|runServer|runShadow|libertyDev|libertyRun)$/.test(
      name,
    ),
  );
};

const sbtRun: ProgramTest = (args) =>
  args.some((arg) => /^(~.*|run|runProd|([\w-]+\/)?(run|reStart|start|runProd))(\s.*)?$/.test(arg)) &&
  !has(args, 'clean');

const script = (...flags: readonly string[]): ProgramTest => unless(...flags);

export const jvmServers: Readonly<Record<string, ProgramTest>> = {
  java: javaApplication,
  mvn: mavenRun,
  mvnw: mavenRun,
  gradle: gradleRun,
  gradlew: gradleRun,
  quarkus: action(['dev', 'run']),
  mn: action(['run']),
  grails: action(['run-app', 'run-war']),
  sbt: sbtRun,
  lein: (args) => args[0] === 'run' || (args[0] === 'ring' && /^server/.test(args[1] ?? '')),
  'catalina.sh': action(['run']),
  'startup.sh': () => false,
  'standalone.sh': always,
  'kc.sh': oneOf(action(['start']), action(['start-dev'])),
  'jetty.sh': action(['run']),
  activemq: action(['console']),
  artemis: action(['run']),
  'zkServer.sh': action(['start-foreground']),
  'kafka-server-start.sh': script('-daemon'),
  'kafka-server-start': script('-daemon'),
  'zookeeper-server-start.sh': script('-daemon'),
  'zookeeper-server-start': script('-daemon'),
  'connect-distributed.sh': script('-daemon'),
  'connect-distributed': script('-daemon'),
  'connect-standalone.sh': script('-daemon'),
  'schema-registry-start': script('-daemon'),
  'ksql-server-start': script('-daemon'),
  elasticsearch: unless('-d', '--daemonize', '-V'),
  opensearch: unless('-d', '--daemonize', '-V'),
  kibana: (args) => !args.some((arg) => /^[a-z]/.test(arg)),
  'opensearch-dashboards': always,
  logstash: unless('-t', '--config.test_and_exit', '-V'),
  cassandra: (args) => has(args, '-f'),
  neo4j: action(['console']),
  solr: (args) => action(['start'])(args) && has(args, '-f', '--foreground'),
  'solr-foreground': always,
  launcher: action(['run']),
};
