import { io } from 'socket.io-client';

const [, , url, token, room] = process.argv;

const socket = io(url, { transports: ['websocket'], auth: { token } });
socket.on('connect_error', (error) => {
  console.error(error.message);
  process.exit(1);
});
socket.on('message', ({ sequence, type }) => console.log(sequence, type));
socket.on('connect', async () => {
  // `after: 0` asks for everything that is still kept; later, give the last sequence you have seen.
  const answer = await socket.emitWithAck('join', { rooms: [{ room, after: 0 }] });
  console.log(answer.ok ? `joined ${answer.rooms[0].room}` : answer.error.code);
  socket.disconnect();
});
