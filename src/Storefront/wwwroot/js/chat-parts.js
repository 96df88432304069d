// What the chat is made of: elements, and what a message carries beside its words.

/** An element with properties, and children that may be text; never markup. */
export const make = (tag, props, ...children) => {
  const { aria = {}, ...rest } = props ?? {};
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(name === "role" ? name : `aria-${name}`, value);
  element.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return element;
};
const isWeb = (url) => /^https?:\/\//i.test(url ?? "");

/** A link, or a button that is tapped with its action; null for an address that is none. */
export const button = (action, tap) => {
  if (action.type === "openUrl") return isWeb(action.value) ? make("a", { href: action.value, target: "_blank", rel: "noopener" }, action.title) : null;
  return make("button", { type: "button", onclick: () => tap(action) }, action.title);
};

/** A picture or a card; null for anything else. */
export const attached = ({ contentType, contentUrl, name, content }, tap, onload) => {
  if (contentType?.startsWith("image/") && isWeb(contentUrl)) return make("article", null, picture({ url: contentUrl, alt: name }, onload));
  if (contentType !== "application/vnd.microsoft.card.hero" || !content) return null;
  const buttons = (content.buttons ?? []).map((b) => button(b, tap)).filter(Boolean);
  return make("article", null,
    ...(content.images ?? []).filter((i) => isWeb(i.url)).map((i) => picture(i, onload)),
    content.title && make("h2", { dir: "auto" }, content.title), content.subtitle && make("p", { className: "price" }, content.subtitle),
    content.text && make("p", null, content.text), buttons.length ? make("div", { className: "buttons" }, ...buttons) : "");
};

const picture = ({ url, alt }, onload) => make("img", { src: url, alt: alt ?? "", loading: "lazy", width: 240, height: 180, onload });
