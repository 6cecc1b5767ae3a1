/**
 * The stand-in for endpoints in a process of its own, as a server of the operator's would be: the first argument is its options as
 * JSON. It sends its address, then, asked for anything, the requests that it got.
 */
import { type FakeEndpointOptions, startFakeEndpoint } from './fake-endpoint.ts';

const endpoint = await startFakeEndpoint(JSON.parse(process.argv[2] ?? '{}') as FakeEndpointOptions);
process.send?.(endpoint.url);
process.on('message', () => process.send?.(endpoint.requests));
process.on('disconnect', async () => {
  await endpoint.close();
  process.exit();
});
