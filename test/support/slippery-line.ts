import { connect, createServer, type Socket } from 'node:net';

export interface SlipperyLine {
  /** What to connect to instead. */
  readonly host: string;
  /** From now on what is asked arrives and what is answered does not. */
  holdAnswers(): void;
  /** Breaks every connection, held answers and all; new ones are whole again. */
  breakOff(): void;
  close(): Promise<void>;
}

/** A network between a client and a server, which can lose answers. */
export async function openSlipperyLine(server: string): Promise<SlipperyLine> {
  const [address, port] = server.split(':');
  const sockets = new Set<Socket>();
  let holding = false;
  const line = createServer((near) => {
    const far = connect(Number(port), address);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    near.pipe(far);
    far.on('data', (bytes) => {
      if (!holding) near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const listening = line.address();
  if (typeof listening !== 'object' || listening === null) throw new Error('the line is not open');
  const breakOff = () => {
    for (const socket of sockets) socket.destroy();
    holding = false;
  };
  return {
    host: `127.0.0.1:${listening.port}`,
    holdAnswers: () => {
      holding = true;
    },
    breakOff,
    async close() {
      breakOff();
      await new Promise((resolve) => line.close(resolve));
    },
  };
}
