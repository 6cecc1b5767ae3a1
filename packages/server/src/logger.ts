import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** The log of a process, JSON lines on stderr. It never holds names, addresses, keys, fields or anything heard. */
export function createLogger(config: Config, processName: 'server' | 'worker'): Logger {
  const options = { level: config.logLevel, base: { process: processName, pid: process.pid } };
  return pino(options, pino.destination({ dest: 2, sync: true }));
}
