/** Shows what a start is doing: one line that is rewritten on a terminal, a line each elsewhere. */
export type Progress = { readonly say: (text: string) => void; readonly end: () => void };

export function createProgress(out: NodeJS.WriteStream, startedAtMs: number): Progress {
  let last = '';
  const seconds = () => ((Date.now() - startedAtMs) / 1000).toFixed(1).padStart(5);
  const isCounting = (text: string) => /^[a-z]+: \d+$/.test(text);
  return {
    say(text) {
      if (text === last) return;
      // Counters change hundreds of times; without a terminal only every fiftieth is worth a line.
      if (!out.isTTY && isCounting(text) && Number(/\d+/.exec(text)![0]) % 50 !== 0) return;
      const rewrites = out.isTTY && isCounting(text) && isCounting(last);
      out.write(
        `${rewrites ? '\r\u001b[K' : last !== '' && out.isTTY && isCounting(last) ? '\n' : ''}${seconds()} s  ${text}${out.isTTY && isCounting(text) ? '' : '\n'}`,
      );
      last = text;
    },
    end() {
      if (out.isTTY && isCounting(last)) out.write('\n');
      last = '';
    },
  };
}
