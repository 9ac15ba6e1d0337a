// Preloaded into a process that must reach nobody: a connection, a look-up or a child process ends it with the reason.
const childProcess = require('node:child_process');
const dns = require('node:dns');
const net = require('node:net');
const process = require('node:process');

/** tsx talks to itself over a pipe, and compiles with the esbuild of node_modules. */
const isOwn = (text) => text.includes('"path"') || /node_modules\/.*esbuild/.test(text);

function forbid(owner, name, what) {
  const original = owner[name];
  owner[name] = function (...args) {
    const text = String(JSON.stringify(args[0]));
    if (isOwn(text)) return original.apply(this, args);
    process.stderr.write(`forbidden: ${what} ${text}\n`);
    return process.exit(99);
  };
}

forbid(net.Socket.prototype, 'connect', 'connection to');
forbid(dns, 'lookup', 'look-up of');
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
  forbid(childProcess, name, `child process by ${name}:`);
}
