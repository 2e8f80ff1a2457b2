import { createHash } from 'node:crypto';
import { markup, Html, type Content } from './markup';

/** A page that needs nothing but itself. */
export interface PageParts {
  /** Names the tab. */
  readonly title: string;
  /** All of its styles. */
  readonly css: string;
  /** Its only script; the page must be whole without it. @default - none */
  readonly script?: string;
  readonly body: Content;
}

/** A page whose policy lets in its own styles and script, by their digests, and nothing from anywhere else. */
export function page({ title, css, script, body }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src '${digest(css)}'`,
    ...(script === undefined ? [] : [`script-src '${digest(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ];
  // the two that are ours are not escaped: inside these elements text is no markup, and a test holds them to that
  const style = new Html(`<style>${css}</style>`);
  const behaviour = script !== undefined && new Html(`<script>${script}</script>`);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${style}
</head>
<body>
${body}
${behaviour}
</body>
</html>
`.text;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
