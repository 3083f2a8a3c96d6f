import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { connect } from 'node:net';

// Logs in by SCRAM-SHA-256 and asks for the version: PostgreSQL's protocol 3.0, as little of it as does.
export const askPostgres = (address) =>
  new Promise((resolve, reject) => {
    const url = new URL(address);
    const socket = connect({ host: url.hostname, port: Number(url.port) });
    const nonce = randomBytes(18).toString('base64');
    let rest = Buffer.alloc(0);
    const send = (type, body) => {
      const head = Buffer.alloc(4);
      head.writeInt32BE(body.length + 4);
      socket.write(Buffer.concat([Buffer.from(type), head, body]));
    };
    const finish = (settle, value) => {
      settle(value);
      socket.destroy();
    };
    const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
    const prove = (challenge) => {
      const { r, s, i } = Object.fromEntries(challenge.split(',').map((part) => [part[0], part.slice(2)]));
      const salted = pbkdf2Sync(decodeURIComponent(url.password), Buffer.from(s, 'base64'), Number(i), 32, 'sha256');
      const key = hmac(salted, 'Client Key');
      const bare = `c=biws,r=${r}`;
      const signed = hmac(createHash('sha256').update(key).digest(), `n=,r=${nonce},${challenge},${bare}`);
      return `${bare},p=${Buffer.from(key.map((byte, index) => byte ^ signed[index])).toString('base64')}`;
    };
    const receive = (type, body) => {
      if (type === 'E') return finish(reject, new Error(body.toString().split('\0').find((part) => part.startsWith('M')).slice(1)));
      if (type === 'D') return finish(resolve, `postgres ${body.subarray(6).toString()}`);
      if (type === 'Z') return send('Q', Buffer.from('SHOW server_version\0'));
      if (type !== 'R') return;
      const kind = body.readInt32BE();
      if (kind === 10) {
        const first = Buffer.from(`n,,n=,r=${nonce}`);
        const length = Buffer.alloc(4);
        length.writeInt32BE(first.length);
        send('p', Buffer.concat([Buffer.from('SCRAM-SHA-256\0'), length, first]));
      } else if (kind === 11) {
        send('p', Buffer.from(prove(body.subarray(4).toString())));
      }
    };
    socket.setTimeout(2000, () => finish(reject, new Error('no answer')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('closed')));
    socket.on('connect', () => {
      const user = decodeURIComponent(url.username);
      const body = Buffer.from(`\0\x03\0\0user\0${user}\0database\0${url.pathname.slice(1)}\0\0`, 'latin1');
      send('', body);
    });
    socket.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      while (rest.length >= 5 && rest.length >= rest.readInt32BE(1) + 1) {
        const end = rest.readInt32BE(1) + 1;
        receive(String.fromCharCode(rest[0]), rest.subarray(5, end));
        rest = rest.subarray(end);
      }
    });
  });
