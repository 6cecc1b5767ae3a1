/**
 * What a poll could cost at best, in a process of its own as the server is: the same framework and database, one query and nothing
 * else. The argument is the configuration as JSON; tells where it listens.
 */
import { type Config, openStore, runUntilStopped } from '@vivavoce/server';
import { fastify } from 'fastify';

const config = JSON.parse(process.argv[2] ?? '') as Config;
const store = await openStore(config);
const app = fastify();
app.get('/:id', async (request, reply) => {
  const { id } = request.params as { id: string };
  const row = await store.db.selectFrom('runs').select('body').where('id', '=', id).executeTakeFirst();
  return reply.header('content-type', 'application/json').send(row?.body);
});
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }));
const stop = async (): Promise<void> => {
  await app.close();
  await store.close();
};
await runUntilStopped({ stop });
process.exit();
