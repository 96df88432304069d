// Keeps an open inbox fresh and sends a reply with Ctrl+Enter. Without it every link and form works still.
const root = document.querySelector("[data-inbox]");
const [list, thread, news, reply] = ["list", "thread", "news", "reply"].map((part) => root.querySelector(`[data-${part}]`));
const { inbox, open } = root.dataset;
const older = new URLSearchParams(location.search).has("beforeSeq");
let due;
let shown = thread?.querySelector("[data-last]")?.dataset.last;

async function fill(part, address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) {
    return false;
  }
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.innerHTML = await answer.text();
  if (focused) {
    part.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  return true;
}

async function refresh() {
  const query = new URLSearchParams(location.search);
  query.set("open", open ?? "");
  await fill(list, `${inbox}/list?${query}`);
  if (thread && !older && (await fill(thread, `${inbox}/${open}/thread`))) {
    const last = thread.querySelector("[data-last]").dataset.last;
    if (last !== shown) {
      shown = last;
      news.textContent = "New message in this conversation";
      thread.querySelector(".thread > :last-child")?.scrollIntoView({ block: "nearest" });
    }
  }
}

const soon = () => {
  clearTimeout(due);
  due = setTimeout(() => refresh().catch(() => {}), 150);
};

const events = new EventSource(`${inbox}/events`);
events.addEventListener("inbox", soon);
events.addEventListener("open", soon);
addEventListener("pagehide", () => events.close());

reply?.addEventListener("keydown", (key) => {
  if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) {
    key.preventDefault();
    reply.form.requestSubmit();
  }
});
thread?.querySelector(".thread > :last-child")?.scrollIntoView({ block: "nearest" });
