import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/**
 * CPU seconds that a process and all below it have used so far, ended children included. Linux only; elsewhere NaN, and
 * the benchmark leaves the figure out.
 */
export function cpuSecondsOf(...roots: readonly number[]): number {
  if (process.platform !== 'linux') return Number.NaN;
  const stats = new Map(readAll().map((stat) => [stat.pid, stat]));
  const isBelow = (pid: number): boolean => {
    for (let at = stats.get(pid); at !== undefined; at = stats.get(at.parent)) if (roots.includes(at.pid)) return true;
    return false;
  };
  const ticks = [...stats.values()].filter(({ pid }) => isBelow(pid)).reduce((sum, stat) => sum + stat.ticks, 0);
  return ticks / TICKS_PER_SECOND;
}

type Stat = { readonly pid: number; readonly parent: number; readonly ticks: number };

function readAll(): Stat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [parse(Number(pid), readFileSync(`/proc/${pid}/stat`, 'utf8'))];
      } catch {
        return [];
      }
    });
}

function parse(pid: number, stat: string): Stat {
  // The name in parentheses may hold anything; the fields begin behind the last one. See proc(5): utime, stime, cutime, cstime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  return { pid, parent: Number(fields[1]), ticks };
}
