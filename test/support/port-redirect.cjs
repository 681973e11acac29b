// Loaded with --require into VS Code's server: in a browser VS Code opens a page of this machine, http://localhost:8080,
// at /proxy/8080/ of its own address, where another program is expected to pass it on. Here it is sent to the page itself.
const { Server } = require('node:http');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  // Not for the programs that the server forks.
  const at = process.execArgv.indexOf(__filename);
  if (at > 0) process.execArgv.splice(at - 1, 2);

  /** @type {(this: import('node:http').Server, event: string, ...args: any[]) => boolean} */
  const emit = Server.prototype.emit;
  /** @param {string} event @param {any[]} args */
  Server.prototype.emit = function (event, ...args) {
    const [request, response] = args;
    const [, port, rest = '/'] = (event === 'request' && /^\/proxy\/(\d{1,5})(\/.*)?$/.exec(request.url)) || [];
    if (!port) return emit.call(this, event, ...args);
    const [host = 'localhost'] = (request.headers.host ?? '').split(':');
    response.writeHead(302, { Location: `http://${host}:${port}${rest}` }).end();
    return true;
  };
}
