// <shop-chat>: the shop's chat over Direct Line 3.0. js/shop.js loads it at the first click and calls open(reference).
import { Line } from "/js/chat-line.js";
import { attached, button, make } from "/js/chat-parts.js";
import { sheet } from "/js/chat-style.js";

const words = {
  en: { title: "Chat", close: "Close chat", log: "Conversation", say: "Write a message", send: "Send", typing: "The shop is writing",
    away: "Not connected. Trying again…", failed: "Not sent.", retry: "Try again", answers: "Suggested answers", cards: "Products" },
  ko: { title: "채팅", close: "채팅 닫기", log: "대화", say: "메시지를 입력하세요", send: "보내기", typing: "답변을 쓰고 있어요",
    away: "연결이 끊겼어요. 다시 연결하는 중…", failed: "보내지 못했어요.", retry: "다시 보내기", answers: "추천 답변", cards: "상품" },
};
const narrow = matchMedia("(max-width: 30rem)");
const dotsAfter = 300, dotsFor = 6000;

class ShopChat extends HTMLElement {
  #line; #log; #dots; #answers; #note; #input; #panel; #opener; #asked; #dotsTimer;
  #seen = new Set(); #mine = new Map();

  get #words() { return words[this.dataset.language] ?? words.en; }
  get #isPage() { return this.dataset.mode === "page"; }

  /** Shows the chat; a typed reference such as p:mug says what it is about. */
  async open(reference = "") {
    if (!this.#panel) this.#build();
    this.#opener = document.activeElement;
    this.#show(true);
    this.#line ??= this.#connect();
    let fresh;
    try {
      fresh = await this.#line.ready;
    } catch (error) {
      this.#line = this.#line.end();
      this.#show(false);
      throw error;
    }
    this.#log.setAttribute("aria-busy", "false");
    if (reference ? reference !== this.#asked : fresh && this.#asked === undefined) await this.#ask(reference);
  }

  close() {
    this.#show(false);
    this.#opener?.focus?.();
  }

  /** Says what the chat is about, or only that somebody is here. */
  async #ask(reference) {
    this.#asked = reference;
    this.#waitForAnswer();
    await this.#line.post({ type: "event", name: "shop/open", value: reference, locale: this.dataset.language }).catch(() => this.#rest());
  }

  #connect() {
    return new Line({
      key: "chat:" + this.dataset.shop,
      tokenUrl: this.dataset.tokenUrl,
      onActivity: (activity) => this.#take(activity),
      onOnline: (online) => this.#say(online ? "" : this.#words.away),
    });
  }

  #show(visible) {
    this.#panel.hidden = !visible;
    this.toggleAttribute("data-open", visible);
    document.documentElement.style.overflow = visible && narrow.matches && !this.#isPage ? "hidden" : "";
    // On a phone the keyboard would cover what was said.
    if (visible) (narrow.matches ? this.#log : this.#input).focus({ preventScroll: true });
  }

  #build() {
    const w = this.#words;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#log = make("div", { className: "log", tabIndex: 0, aria: { role: "log", label: w.log, live: "polite", busy: "true" } });
    this.#dots = make("p", { className: "dots", hidden: true, aria: { role: "img", label: w.typing } }, make("i"), make("i"), make("i"));
    this.#answers = make("div", { className: "answers", hidden: true, aria: { role: "group", label: w.answers } });
    this.#note = make("p", { className: "note", hidden: true, aria: { role: "status" } });
    this.#input = make("textarea", { rows: 1, maxLength: 4000, placeholder: w.say, enterKeyHint: "send", aria: { label: w.say } });
    const send = make("button", { type: "submit", aria: { label: w.send } }, "↑");
    const form = make("form", null, this.#input, send);
    const close = make("button", { type: "button", className: "close", onclick: () => this.close(), aria: { label: w.close } }, "×");
    const head = this.#isPage ? "" : make("div", { className: "head" }, make("strong", null, this.dataset.name || w.title), close);
    this.#panel = make("section", { className: this.#isPage ? "page" : "corner", hidden: true, aria: { role: this.#isPage ? "region" : "dialog", label: w.title } },
      head, this.#log, this.#dots, this.#note, this.#answers, form);
    root.append(make("slot"), this.#panel);
    form.onsubmit = (event) => { event.preventDefault(); this.#speak(); };
    this.#input.oninput = () => this.#fit();
    this.#input.onkeydown = (event) => {
      // Enter while an input method composes (Korean, Japanese) ends the syllable, not the message.
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.#speak(); }
    };
    this.#panel.onkeydown = (event) => { if (event.key === "Escape" && !this.#isPage && !event.isComposing) this.close(); };
  }

  #fit() {
    this.#input.style.height = "auto";
    this.#input.style.height = Math.min(this.#input.scrollHeight, 140) + "px";
  }

  #speak() {
    const text = this.#input.value.trim();
    if (!text) return;
    this.#input.value = "";
    this.#fit();
    this.#send({ text });
  }

  /** Shows what was said at once; the echo from the server confirms it by its clientActivityID. */
  async #send(said, id = crypto.randomUUID?.() ?? String(performance.now() + Math.random())) {
    const bubble = this.#mine.get(id) ?? this.#bubble(said.channelData?.messageBack?.displayText ?? said.text, "me");
    this.#mine.set(id, bubble);
    bubble.classList.remove("failed");
    bubble.querySelector("button")?.parentElement.remove();
    this.#offer([]);
    this.#waitForAnswer();
    try {
      const channelData = { ...said.channelData, clientActivityID: id };
      await this.#line.post({ type: "message", locale: this.dataset.language, ...said, channelData });
    } catch {
      this.#rest();
      bubble.classList.add("failed");
      const again = make("button", { type: "button", onclick: () => this.#send(said, id) }, this.#words.retry);
      bubble.append(make("span", { className: "retry" }, this.#words.failed, " ", again));
      this.#toEnd();
    }
  }

  #waitForAnswer() {
    clearTimeout(this.#dotsTimer);
    this.#dotsTimer = setTimeout(() => this.#showDots(), dotsAfter);
  }

  #showDots() {
    this.#dots.hidden = false;
    this.#toEnd();
    clearTimeout(this.#dotsTimer);
    this.#dotsTimer = setTimeout(() => this.#rest(), dotsFor);
  }

  #rest() {
    clearTimeout(this.#dotsTimer);
    this.#dots.hidden = true;
  }

  #take(activity) {
    if (activity.type === "typing") return this.#showDots();
    if (this.#seen.has(activity.id)) return;
    this.#seen.add(activity.id);
    if (activity.from?.role === "user") return this.#heardMyself(activity);
    if (activity.type !== "message") return;
    this.#rest();
    const staff = activity.channelData?.author === "staff" ? activity.from?.name : "";
    if (activity.text || staff) this.#bubble(activity.text, "shop", staff);
    const cards = (activity.attachments ?? []).map((a) => attached(a, (action) => this.#tap(action), () => this.#toEnd())).filter(Boolean);
    if (cards.length) this.#log.append(make("div", { className: "cards", tabIndex: cards.length > 1 ? 0 : -1, aria: { role: "group", label: this.#words.cards } }, ...cards));
    this.#offer(activity.suggestedActions?.actions ?? []);
    this.#toEnd();
  }

  #heardMyself(activity) {
    if (activity.type === "event") this.#asked ??= activity.value ?? "";
    if (activity.type !== "message" || this.#mine.has(activity.channelData?.clientActivityID)) return;
    this.#offer([]);
    this.#bubble(activity.channelData?.messageBack?.displayText ?? activity.text ?? activity.attachments?.map((a) => a.name).join(", "), "me");
  }

  #bubble(text, who, name) {
    const bubble = make("p", { className: "bubble " + who, dir: "auto" }, name ? make("b", null, name) : "", text ?? "");
    this.#log.append(bubble);
    this.#toEnd();
    return bubble;
  }

  #tap({ type, title, text, displayText, value }) {
    const shown = displayText ?? text ?? title;
    this.#send(type === "imBack" ? { text: String(value) } : { text: text ?? title, value, channelData: { messageBack: { displayText: shown } } });
    this.#input.focus({ preventScroll: true });
  }

  #offer(actions) {
    this.#answers.replaceChildren(...actions.map((a) => button(a, (action) => this.#tap(action))).filter(Boolean));
    this.#answers.hidden = !actions.length;
  }

  #say(text) {
    this.#note.textContent = text;
    this.#note.hidden = !text;
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }
}

customElements.get("shop-chat") ?? customElements.define("shop-chat", ShopChat);
