// The line to the shop: Direct Line 3.0 with a token from the shop's own page, a WebSocket that resumes by its watermark, and a session
// that outlives the page.
const root = "/v3/directline";
const refreshEvery = 15 * 60_000, slowest = 30_000;

const ask = async (method, url, token, body) => {
  const response = await fetch(url, {
    method,
    headers: { ...(token && { Authorization: "Bearer " + token }), ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw Object.assign(new Error(`${response.status} from ${url}`), { status: response.status, after: Number(response.headers.get("Retry-After")) });
  return response.json();
};
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Line {
  #key; #tokenUrl; #onActivity; #onOnline; #token; #conversation; #watermark = ""; #socket; #tries = 0; #waking; #timer;

  /** Resolves once what was said before is there; true when that is nothing. */
  ready;

  constructor({ key, tokenUrl, onActivity, onOnline }) {
    [this.#key, this.#tokenUrl, this.#onActivity, this.#onOnline] = [key, tokenUrl, onActivity, onOnline];
    this.ready = this.#start();
    this.#timer = setInterval(() => this.#refresh(), refreshEvery);
    addEventListener("online", () => this.#waking?.());
  }

  end() { clearInterval(this.#timer); }

  /** Sends an activity, again when the token has ended or the shop asks to wait. The same clientActivityID is stored once. */
  async post(activity) {
    for (let tries = 0; ; tries++) {
      try {
        return await ask("POST", `${root}/conversations/${this.#conversation}/activities`, this.#token, activity);
      } catch (error) {
        if (tries === 2 || (error.status && error.status !== 403 && error.status !== 429 && error.status < 500)) throw error;
        if (error.status === 403) await this.#authorize();
        else await pause((error.after || 1 + tries) * 1000);
      }
    }
  }

  async #start() {
    await this.#authorize();
    const told = await this.#readAll();
    this.#stream();
    return !told;
  }

  async #authorize() {
    const answer = await ask("POST", this.#tokenUrl, null, { token: this.#stored() });
    if (this.#conversation && this.#conversation !== answer.conversationId) this.#watermark = "";
    this.#conversation = answer.conversationId;
    this.#keep(answer.token);
  }

  async #refresh() {
    try {
      this.#keep((await ask("POST", `${root}/tokens/refresh`, this.#token)).token);
    } catch {
      // The next call that finds the token ended asks for another.
    }
  }

  async #readAll() {
    for (let told = 0; ;) {
      const set = await ask("GET", `${root}/conversations/${this.#conversation}/activities?watermark=${this.#watermark}`, this.#token);
      this.#take(set);
      told += set.activities.length;
      if (!set.activities.length) return told;
    }
  }

  #take(set) {
    set.activities.forEach((activity) => this.#onActivity(activity));
    if (set.watermark) this.#watermark = set.watermark;
  }

  async #stream() {
    try {
      const { token, streamUrl } = await ask("GET", `${root}/conversations/${this.#conversation}?watermark=${this.#watermark}`, this.#token);
      this.#keep(token);
      this.#socket = new WebSocket(streamUrl);
      this.#socket.onopen = () => {
        this.#tries = 0;
        this.#onOnline(true);
      };
      this.#socket.onmessage = ({ data }) => data && this.#take(JSON.parse(data));
      this.#socket.onclose = () => this.#again();
    } catch (error) {
      if (error.status === 403) await this.#authorize().catch(() => {});
      this.#again();
    }
  }

  async #again() {
    if (this.#tries++) this.#onOnline(false);
    const wait = Math.min(slowest, 500 * 2 ** this.#tries) * (0.5 + Math.random() / 2);
    await Promise.race([pause(wait), new Promise((wake) => { this.#waking = wake; })]);
    this.#stream();
  }

  #keep(token) {
    this.#token = token;
    try { localStorage.setItem(this.#key, token); } catch { /* Private windows may forget. */ }
  }

  #stored() {
    try { return localStorage.getItem(this.#key) ?? undefined; } catch { return undefined; }
  }
}
