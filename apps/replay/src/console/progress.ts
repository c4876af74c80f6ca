import cliProgress from 'cli-progress';

/** Tells how far a phase is: a bar on a terminal, a line now and then elsewhere. */
export type Progress = {
  phase(name: string, total: number): { tick(): void; done(): void };
  note(line: string): void;
};

const LINE_EVERY_MS = 10_000;
const NAME_WIDTH = 26;

/** @param startedAtMs a monotonic time, as `performance.now()` gives */
export function createProgress(output: NodeJS.WriteStream = process.stderr): Progress {
  return output.isTTY ? barProgress(output) : lineProgress(output);
}

function barProgress(output: NodeJS.WriteStream): Progress {
  let pending: string[] = [];
  const flush = () => {
    for (const line of pending) output.write(`${line}\n`);
    pending = [];
  };
  return {
    phase(name, total) {
      const format = `${name.padEnd(NAME_WIDTH)} {bar} {percentage}% {value}/{total} {duration_formatted}`;
      const bar = new cliProgress.SingleBar(
        { format, stream: output, hideCursor: true },
        cliProgress.Presets.shades_classic,
      );
      bar.start(total, 0);
      return {
        tick: () => bar.increment(),
        done() {
          bar.stop();
          flush();
        },
      };
    },
    note: (line) => pending.push(line),
  };
}

function lineProgress(output: NodeJS.WriteStream): Progress {
  return {
    phase(name, total) {
      const started = performance.now();
      let done = 0;
      let saidAt = started;
      const say = () =>
        output.write(
          `${name.padEnd(NAME_WIDTH)} ${done}/${total}  ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
        );
      return {
        tick() {
          done += 1;
          if (performance.now() - saidAt < LINE_EVERY_MS) return;
          saidAt = performance.now();
          say();
        },
        done: say,
      };
    },
    note: (line) => output.write(`${line}\n`),
  };
}
