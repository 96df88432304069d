// Drives the published client, unchanged, against a running host: node drive.js ADDRESS KEY. Prints what it saw as one line of JSON.
import WebSocket from 'ws';
import XMLHttpRequest from 'xhr2';

globalThis.XMLHttpRequest = XMLHttpRequest;
globalThis.WebSocket = WebSocket;
const { DirectLine, ConnectionStatus } = (await import('botframework-directlinejs')).default;

const [address, key] = process.argv.slice(2);
const domain = address.replace(/\/$/, '') + '/v3/directline';
const patience = 20_000;
const seen = {};

try {
  seen.token = await generate();
  seen.stream = await readByStream();
  seen.poll = await readByPolling(seen.stream);
  seen.resumed = await resumeFrom(seen.stream);
  seen.recovered = await recoverFromClose();
  seen.secret = await speakWithTheKey();
  console.log(JSON.stringify(seen));
  process.exit(0);
} catch (error) {
  console.error((error?.stack ?? JSON.stringify(error)) + '\nSeen before: ' + JSON.stringify(seen));
  process.exit(1);
}

async function generate() {
  const response = await fetch(domain + '/tokens/generate', { method: 'POST', headers: { Authorization: 'Bearer ' + key } });
  const { token, expires_in: seconds, conversationId } = await response.json();
  return { token, seconds, conversationId };
}

async function readByStream() {
  const chat = open({ token: seen.token.token });
  const id = await post(chat.line, { type: 'message', from: { id: 'me' }, text: 'hello', channelData: { clientActivityID: 'client-1' } });
  const reply = await chat.find(isReply);
  const echo = await chat.find((a) => a.id === id);
  const refreshed = await first(chat.line.refreshToken());
  const status = chat.line.connectionStatus$.getValue() === ConnectionStatus.Online;
  chat.line.end();
  return {
    online: status, id, echoed: echo.channelData.clientActivityID, reply: reply.text, replyId: reply.id, watermark: chat.line.watermark,
    conversationId: chat.line.conversationId, token: refreshed, ids: idsOf(chat),
  };
}

async function readByPolling(before) {
  const chat = open({ token: before.token, conversationId: before.conversationId, webSocket: false, pollingInterval: 200 });
  const reply = await chat.find((a) => a.id === before.replyId);
  const id = await post(chat.line, { type: 'message', from: { id: 'me' }, text: 'thanks' });
  await chat.find((a) => a.id === id);
  const answer = await chat.find((a) => isReply(a) && !before.ids.includes(a.id));
  chat.line.end();
  return { reply: reply.text, answer: answer.text, ids: idsOf(chat) };
}

async function resumeFrom(before) {
  const chat = open({ token: before.token, conversationId: before.conversationId, watermark: before.watermark });
  await chat.find(isReply);
  chat.line.end();
  return { ids: idsOf(chat) };
}

// Four more streams of the conversation make the server close the first; the client comes back by itself and misses nothing.
async function recoverFromClose() {
  const { token } = await generate();
  const chat = open({ token, random: () => 0 });
  await post(chat.line, { type: 'message', from: { id: 'me' }, text: 'hello' });
  await chat.find(isReply);
  const others = Array.from({ length: 4 }, () => new WebSocket(chat.line.streamUrl));
  await Promise.all(others.map((socket) => new Promise((opened) => socket.on('open', opened))));
  const id = await post(chat.line, { type: 'message', from: { id: 'me' }, text: 'are you still there?' });
  await chat.find((a) => a.id === id);
  chat.line.end();
  others.forEach((socket) => socket.terminate());
  const ids = idsOf(chat);
  return { ids, doubled: ids.length - new Set(ids).size };
}

async function speakWithTheKey() {
  const chat = open({ secret: key });
  await post(chat.line, { type: 'message', from: { id: 'me' }, text: 'hello' });
  const reply = await chat.find(isReply);
  chat.line.end();
  return { reply: reply.text };
}

// "Typing" passes: a slow machine shows it to who listens, and nobody reads it later.
function idsOf(chat) {
  return chat.activities.filter((a) => a.type !== 'typing').map((a) => a.id);
}

function open(options) {
  const line = new DirectLine({ domain, ...options });
  const activities = [];
  const waiting = new Set();
  line.activity$.subscribe(
    (activity) => {
      activities.push(activity);
      waiting.forEach((look) => look());
    },
    () => {},
  );
  const find = (wanted) => within(new Promise((found) => {
    const look = () => {
      const hit = activities.find(wanted);
      if (hit) {
        waiting.delete(look);
        found(hit);
      }
    };
    waiting.add(look);
    look();
  }), wanted);
  return { line, activities, find };
}

function isReply(activity) {
  return activity.type === 'message' && activity.from.role === 'bot';
}

async function post(line, activity) {
  const id = await first(line.postActivity(activity));
  if (id === 'retry') {
    throw new Error('The post was not taken: ' + activity.text);
  }

  return id;
}

function first(observable) {
  return within(new Promise((resolve, reject) => observable.take(1).subscribe(resolve, reject)), 'an answer');
}

function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('Waited in vain for ' + what)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
