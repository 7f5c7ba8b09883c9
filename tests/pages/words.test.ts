import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const PAGES = ['home', 'display', 'counter', 'dispenser', 'supervisor', 'rating', 'phone', 'ui'];
/** Signs and what ends a sentence; a comma also parts a material from its note, in whatever language. */
const CHINESE = /[\p{Script=Han}。；：！？、]/u;

const root = join(import.meta.dirname, '../..');
const sources = PAGES.flatMap((page) =>
  readdirSync(join(root, page), { recursive: true, encoding: 'utf8' }).map((file) => `${page}/${file}`),
).filter((file) => /\.(ts|html|css)$/.test(file) && !file.startsWith('ui/strings/'));

it('[A4] no words outside ui/strings', () => {
  expect(sources.length).toBeGreaterThan(80);
  expect(sources.flatMap((file) => wordsIn(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

/** Chinese outside comments, and letters that a template would show by itself. */
function wordsIn(file: string, source: string): string[] {
  if (file.endsWith('.css')) return found(file, source.replace(/\/\*[\s\S]*?\*\//g, ''), CHINESE);
  if (file.endsWith('.html'))
    return found(file, source.replace(/<!--[\s\S]*?-->/g, '').replace(/<title>.*<\/title>/, ''), CHINESE);
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || isTemplatePart(node)) words.push(...found(file, node.text, CHINESE));
    if (ts.isTaggedTemplateExpression(node) && ['html', 'markup'].includes(node.tag.getText())) {
      words.push(...found(file, shownBy(node.template), /\p{L}{2}/u));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return words;
}

function isTemplatePart(node: ts.Node): node is ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail {
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

/** What stands between the tags; names of keys on a keyboard are the same in every language, and an attribute is no text. */
function shownBy(template: ts.TemplateLiteral): string {
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
  return parts
    .join('{}')
    .replace(/<kbd[\s\S]*?<\/kbd>/g, '')
    .replace(/<!doctype html>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&\w+;/g, ' ')
    .replace(/^ checked$/, '');
}

function found(file: string, text: string, sign: RegExp): string[] {
  return sign.test(text) ? [`${file}: ${text.trim().slice(0, 80)}`] : [];
}
