// Servers and workers of Python, by the program's name.
import { optionsEnd } from '../../shell/invocation.ts';
import { action, always, has, oneOf, type ProgramTest, scriptName, scriptOf, unless } from './program-test.ts';

const scriptNames =
  /^(app|main|server|api|wsgi|asgi|bot|webserver|webapp|backend|serve|worker|run_?server|start_?server|.*_(server|bot|worker|api|app))$/;

const optionsWithValue = ['-X', '-W'];

const managePy: ProgramTest = (args) =>
  has(
    args.slice(0, 1),
    'runserver',
    'runserver_plus',
    'runworker',
    'qcluster',
    'run_huey',
    'celery',
    'livereload',
    'rqworker',
    'process_tasks',
  );

export const pythonScript: ProgramTest = (args) => {
  const at = optionsEnd(args, optionsWithValue);
  if (args.slice(0, at).some((option) => /^-[cmih]/.test(option))) return false;
  const script = args[at] ?? '';
  if (scriptName(script) === 'manage') return managePy(args.slice(at + 1));
  if (scriptName(script) === 'run') return args.length > at + 1 && scriptOf(/^run$/, optionsWithValue, /^$/)(args);
  return scriptOf(scriptNames, optionsWithValue, /^$/)(args);
};

/** `python -m app.main`: a module of the project, by the last part of its name. */
export const pythonModule: ProgramTest = ([module = '', ...args]) =>
  module.includes('.') && scriptOf(scriptNames, [], /^$/)([module.slice(module.lastIndexOf('.') + 1), ...args]);

const airflow: ProgramTest = (args) =>
  action(['webserver', 'scheduler', 'standalone', 'triggerer', 'dag-processor', 'api-server', 'flower', 'worker'])(
    args,
  ) ||
  (args[0] === 'celery' && has(args, 'worker', 'flower'));

export const pythonServers: Readonly<Record<string, ProgramTest>> = {
  python: pythonScript,
  'http.server': always,
  SimpleHTTPServer: always,
  'aiohttp.web': always,
  'bokeh.server': always,
  flask: oneOf(action(['run'], ['--app', '-A', '--env-file', '-e']), action(['worker', 'socketio'])),
  quart: action(['run']),
  uvicorn: always,
  hypercorn: always,
  granian: always,
  daphne: always,
  gunicorn: unless('--check-config', '--print-config', '--daemon', '-D'),
  'waitress-serve': always,
  uwsgi: unless('--daemonize', '--daemonize2', '--version'),
  pserve: unless('--daemon', '--stop-daemon'),
  twistd: (args) => has(args, '-n', '--nodaemon', '-no', '-noy'),
  sanic: (args) => args.length > 0,
  litestar: action(['run']),
  robyn: (args) => args.length > 0,
  fastapi: action(['run', 'dev']),
  chalice: action(['local']),
  mitmproxy: always,
  mitmdump: always,
  mitmweb: always,
  // Applications of data
  streamlit: action(['run']),
  gradio: (args) => /\.py$/.test(args[optionsEnd(args)] ?? ''),
  chainlit: action(['run']),
  panel: action(['serve']),
  bokeh: action(['serve']),
  voila: always,
  shiny: action(['run']),
  mesop: always,
  marimo: action(['run', 'edit']),
  jupyter: (args) =>
    has(args.slice(0, 1), 'notebook', 'lab', 'server') &&
    args.slice(1).every((arg) => arg.startsWith('-') && arg !== '--generate-config'),
  'jupyter-notebook': unless('--generate-config', 'password', 'list'),
  'jupyter-lab': unless('--generate-config', 'password', 'list', 'build', 'clean', 'path'),
  jupyterhub: unless('--generate-config', '--upgrade-db'),
  'jupyterhub-singleuser': always,
  'start-notebook.sh': always,
  'start-notebook.py': always,
  superset: action(['run']),
  datasette: action(['serve'], []),
  'label-studio': action(['start']),
  dash: always,
  // Models
  mlflow: (args) =>
    action(['server', 'ui'])(args) ||
    (args[0] === 'models' && args[1] === 'serve') ||
    (args[0] === 'gateway' && args[1] === 'start'),
  vllm: action(['serve']),
  sglang: action(['serve']),
  lmdeploy: action(['serve']),
  'llama-server': always,
  'llama_cpp.server': always,
  litellm: always,
  tensorboard: always,
  tritonserver: always,
  'text-generation-launcher': always,
  'text-embeddings-router': always,
  tensorflow_model_server: always,
  torchserve: (args) => has(args, '--foreground'),
  bentoml: action(['serve']),
  rasa: action(['run', 'shell', 'x']),
  chroma: action(['run']),
  ray: (args) => action(['start'])(args) && has(args, '--block'),
  // Workers and schedulers
  celery: (args) => has(args, 'worker', 'beat', 'flower') && !has(args, '--detach', '-D'),
  rq: action(['worker', 'worker-pool']),
  rqworker: always,
  rqscheduler: always,
  arq: (args) => args.length > 0 && !has(args, '--check'),
  dramatiq: always,
  huey_consumer: always,
  'huey_consumer.py': always,
  taskiq: action(['worker', 'scheduler']),
  faust: (args) => has(args, 'worker'),
  nameko: action(['run']),
  airflow,
  prefect: (args) => has(args.slice(0, 1), 'server', 'worker', 'agent', 'orion') && args[1] === 'start',
  dagster: action(['dev']),
  'dagster-webserver': always,
  'dagster-daemon': action(['run']),
  dagit: always,
  'dask-scheduler': always,
  'dask-worker': always,
  dask: action(['scheduler', 'worker']),
  scrapyd: always,
  buildbot: (args) => args[0] === 'start' && has(args, '--nodaemon'),
  locust: unless('--headless'),
  moto_server: always,
  pypiserver: action(['run']),
  'pypi-server': action(['run']),
  'devpi-server': unless('--init', '--import', '--export'),
  mkdocs: action(['serve']),
  'sphinx-autobuild': always,
  watchmedo: always,
  watchfiles: always,
  honcho: action(['start']),
  circusd: unless('--daemon'),
  'django-admin': action(['runserver']),
  'manage.py': managePy,
};
