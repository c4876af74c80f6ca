/** A command of the documentation with what it is said to print. */
export type Command = { readonly page: string; readonly script: string; readonly expected: string | null };

const BLOCK = /^```(sh|text)\n([\s\S]*?)^```$/gm;

/** The commands of a page in order; a block of text right after one shows what it prints. */
export function commandsOf(page: string, markdown: string): Command[] {
  const commands: { page: string; script: string; expected: string | null }[] = [];
  for (const [, language, content] of markdown.matchAll(BLOCK)) {
    if (language === 'sh') commands.push({ page, script: content!, expected: null });
    else commands.at(-1)!.expected = content!;
  }
  return commands;
}

/** Whether something was printed as shown, where `…` stands for anything. */
export function isAsShown(printed: string, shown: string): boolean {
  const parts = shown.trim().split('…');
  const pattern = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*');
  return new RegExp(`^${pattern}$`).test(printed.trim());
}

const END = '@@ end of command';

/** One script of all commands: what one sets, the next ones know. It ends at the first that fails. */
export const scriptOf = (commands: readonly Command[]): string =>
  ['set -euo pipefail', ...commands.map(({ script }) => `${script}\necho '${END}'`)].join('\n');

export const printedBy = (output: string): string[] => output.split(`${END}\n`);
