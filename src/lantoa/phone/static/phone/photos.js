// Photos are made smaller before they are kept: a photo of 50 megapixels becomes one that a slow line carries. Of what
// the camera wrote only the day of the photo goes along; the place stays on the phone. Sizes in pixels and bytes.

const LONGEST = 2560;
const SMALL_ENOUGH = 1_500_000;
const QUALITY = 0.86;

/** The file as it should be kept: {name, type, blob}. What the browser cannot open is kept as it is. */
export async function smaller(file) {
  const original = { name: file.name, type: file.type, blob: file };
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return original;
  if (file.type !== "image/heic" && file.type !== "image/heif" && file.size <= SMALL_ENOUGH) return original;
  try {
    const data = await drawn(file);
    if (!data || data.size >= file.size) return original;
    const dated = await withDay(data, await dayOf(file));
    return { name: file.name.replace(/\.[^.]*$/, "") + ".jpg", type: "image/jpeg", blob: dated };
  } catch {
    return original;
  }
}

async function drawn(file) {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    image.src = address;
    await image.decode();
    const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // JPEG has no transparency
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
    canvas.width = canvas.height = 0; // frees the memory at once
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** "2026:08:15 09:30:00" of a JPEG, with its zone where the camera wrote one: {day, zone}. */
export async function dayOf(file) {
  if (file.type !== "image/jpeg") return {};
  const view = new DataView(await file.slice(0, 262_144).arrayBuffer());
  try {
    const start = exifStart(view);
    return start ? readDay(view, start) : {};
  } catch {
    return {}; // cut off or spoilt: then the photo has no day
  }
}

function exifStart(view) {
  if (view.getUint16(0) !== 0xffd8) return 0;
  for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966) return at + 10;
  }
  return 0;
}

function readDay(view, start) {
  const little = view.getUint16(start) === 0x4949;
  const entries = function* entries(offset) {
    const count = Math.min(view.getUint16(start + offset, little), 200);
    for (let index = 0; index < count; index += 1) yield start + offset + 2 + index * 12;
  };
  const text = (at) => {
    const length = Math.min(view.getUint32(at + 4, little), 40);
    const from = length <= 4 ? at + 8 : start + view.getUint32(at + 8, little);
    return String.fromCharCode(...new Uint8Array(view.buffer, from, length)).replace(/\0.*$/, "");
  };
  const found = {};
  for (const at of entries(view.getUint32(start + 4, little))) {
    if (view.getUint16(at, little) !== 0x8769) continue;
    for (const inner of entries(view.getUint32(at + 8, little))) {
      const tag = view.getUint16(inner, little);
      if (tag === 0x9003) found.day = text(inner);
      if (tag === 0x9011) found.zone = text(inner);
    }
  }
  return /^\d{4}:\d\d:\d\d \d\d:\d\d:\d\d$/.test(found.day ?? "") ? found : {};
}

/** The JPEG with a block of EXIF in which only the day stands. */
async function withDay(blob, { day, zone }) {
  if (!day) return blob;
  const texts = [[0x9003, `${day}\0`], ...(/^[+-]\d\d:\d\d$/.test(zone ?? "") ? [[0x9011, `${zone}\0`]] : [])];
  const inner = 26;
  const area = inner + 2 + texts.length * 12 + 4;
  const size = area + texts.reduce((sum, [, text]) => sum + text.length, 0);
  const head = new Uint8Array(10 + size);
  const view = new DataView(head.buffer);
  view.setUint16(0, 0xffe1);
  view.setUint16(2, 8 + size);
  head.set([0x45, 0x78, 0x69, 0x66, 0, 0], 4);
  const tiff = new DataView(head.buffer, 10);
  tiff.setUint16(0, 0x4d4d);
  tiff.setUint16(2, 42);
  tiff.setUint32(4, 8);
  tiff.setUint16(8, 1);
  entry(tiff, 10, { tag: 0x8769, type: 4, count: 1, value: inner });
  tiff.setUint16(inner, texts.length);
  let at = area;
  texts.forEach(([tag, text], index) => {
    entry(tiff, inner + 2 + index * 12, { tag, type: 2, count: text.length, value: at });
    for (const letter of text) tiff.setUint8(at++, letter.charCodeAt(0));
  });
  return new Blob([blob.slice(0, 2), head, blob.slice(2)], { type: "image/jpeg" });
}

function entry(tiff, at, { tag, type, count, value }) {
  tiff.setUint16(at, tag);
  tiff.setUint16(at + 2, type);
  tiff.setUint32(at + 4, count);
  tiff.setUint32(at + 8, value);
}
