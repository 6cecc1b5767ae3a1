import { ApiServer } from './api-server.ts';

/** The server that the page under test came from. */
export const apiServer = await ApiServer.start();
