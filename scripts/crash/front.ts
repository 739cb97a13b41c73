import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address before several webs, as a proxy has in front of them: whoever does not answer is passed over. */
export async function openFront(ports: number[]): Promise<{ url: string; close(): Promise<void> }> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.once('error', () => client.destroy());
    const first = turn++;
    reach(
      client,
      ports.map((_, at) => ports[(first + at) % ports.length] ?? 0),
      open,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function reach(client: Socket, ports: number[], open: Set<Socket>): void {
  const [port, ...others] = ports;
  if (port === undefined) return void client.destroy();
  const web = connect(port, '127.0.0.1');
  open.add(web);
  web.once('close', () => open.delete(web));
  const tryOthers = () => reach(client, others, open);
  web.once('error', tryOthers);
  web.once('connect', () => {
    web.off('error', tryOthers);
    web.once('error', () => client.destroy());
    web.once('close', () => client.destroy());
    client.once('close', () => web.destroy());
    client.pipe(web).pipe(client);
  });
}
