import { execFileSync } from 'node:child_process';

/** The speech processes below a process, by id. */
export function childrenOf(parent: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, ...args]) => Number(ppid) === parent && args.join(' ').includes('speech-process'))
    .map(([pid]) => Number(pid));
}
