// The chat's own style sheet, made by script so that the page's policy needs no inline style. Colours are the page's tokens.
export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host([data-open]) slot { display: none; }
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
section { display: flex; flex-direction: column; overflow: hidden; background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--font); border: 1px solid var(--line); border-radius: var(--radius-big); }
.corner { position: fixed; inset: auto 1.25rem 1.25rem auto; z-index: 50; width: 25rem; height: min(42rem, 100dvh - 2.5rem); box-shadow: var(--shadow); }
.page { height: min(44rem, 75dvh); }
@media (max-width: 30rem) { .corner { inset: 0; width: auto; height: 100dvh; border: 0; border-radius: 0; } }
.head { display: flex; align-items: center; justify-content: space-between; padding: .25rem .25rem .25rem 1rem; border-bottom: 1px solid var(--line); background: var(--surface); }
.log { flex: 1; overflow-y: auto; padding: 1rem; display: flex; flex-direction: column; gap: .5rem; overscroll-behavior: contain; }
.bubble { max-width: 85%; padding: .5rem .875rem; border-radius: 1.125rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.shop { align-self: flex-start; background: var(--sunken); border-end-start-radius: .25rem; }
.me { align-self: flex-end; background: var(--accent); color: var(--on-accent); border-end-end-radius: .25rem; }
.bubble b { display: block; font-size: .8125rem; }
.failed { background: var(--bad-soft); color: var(--bad); }
.retry { display: block; font-size: .875rem; }
.retry button { padding: .25rem; border: 0; background: none; color: inherit; text-decoration: underline; }
.cards { display: flex; flex: none; gap: .75rem; margin-inline: -1rem; padding: .25rem 1rem .5rem; overflow-x: auto; scroll-snap-type: x proximity; scroll-padding: 1rem; }
article { flex: none; display: flex; flex-direction: column; gap: .25rem; width: 15rem; max-width: 80vw; padding-bottom: .75rem; overflow: hidden; scroll-snap-align: start; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-big); }
article > :not(img) { margin-inline: .75rem; }
article > :first-child:not(img) { margin-top: .75rem; }
img { width: 100%; height: auto; aspect-ratio: 4/3; object-fit: cover; background: var(--sunken); }
h2 { font-size: 1rem; line-height: 1.3; }
.price { color: var(--ink-soft); font-size: .9375rem; }
.buttons { display: grid; gap: .375rem; margin-top: auto; padding-top: .5rem; }
button, a { font: inherit; cursor: pointer; }
.buttons > *, .answers > * { min-height: 2.75rem; padding: .375rem .875rem; border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--surface); color: var(--ink); font-weight: 600; text-align: center; text-decoration: none; overflow-wrap: anywhere; }
.buttons > a { background: var(--accent); border-color: var(--accent); color: var(--on-accent); display: grid; place-items: center; }
.buttons > :hover, .answers > :hover { border-color: var(--accent); }
.answers { display: flex; flex-wrap: wrap; gap: .375rem; max-height: 9.5rem; overflow-y: auto; padding: .25rem 1rem .5rem; }
.answers > * { border-radius: 99rem; }
.dots { display: flex; gap: .3rem; padding: .25rem 1.5rem .75rem; }
i { width: .5rem; height: .5rem; border-radius: 50%; background: var(--ink-soft); animation: beat 1.2s infinite; }
i:nth-child(2) { animation-delay: .15s; }
i:nth-child(3) { animation-delay: .3s; }
@keyframes beat { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }
@media (prefers-reduced-motion: reduce) { i { animation: none; } }
.note { padding: .375rem 1rem; background: var(--warn-soft); color: var(--warn); font-size: .875rem; }
form { display: flex; align-items: flex-end; gap: .5rem; padding: .625rem .75rem max(.625rem, env(safe-area-inset-bottom)); border-top: 1px solid var(--line); background: var(--surface); }
textarea { flex: 1; min-width: 0; min-height: 2.75rem; padding: .5625rem .875rem; resize: none; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line-strong); border-radius: 1.375rem; }
textarea::placeholder { color: var(--ink-soft); opacity: 1; }
form button, .close { flex: none; width: 2.75rem; height: 2.75rem; border: 0; border-radius: 50%; font-size: 1.25rem; line-height: 1; }
form button { background: var(--accent); color: var(--on-accent); font-weight: 700; }
.close { background: none; color: inherit; font-size: 1.5rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
textarea:focus-visible, .log:focus-visible { outline-offset: -2px; }
`);
