import { connect } from 'node:net';

// AUTH, then what the server says of itself: its version.
export const askRedis = (host, port, password) =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port) });
    let text = '';
    socket.setTimeout(2000, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nINFO server\r\nQUIT\r\n`));
    socket.on('data', (bytes) => (text += bytes));
    socket.on('close', () => {
      const version = /redis_version:(\S+)/.exec(text);
      version && text.startsWith('+OK') ? resolve(`redis ${version[1]}`) : reject(new Error(text.split('\r\n')[0]));
    });
  });
