import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Actor } from '../../platform/actor.ts';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { FileReply, type Upload } from '../../platform/http/route.ts';
import type { PatientStore } from './patient-store.ts';
import type { PatientDoc } from './patient.model.ts';
import { imageKind } from './photo.rules.ts';

const sidePixels = 512;
// A small file can unpack to a huge picture: refused before it is unpacked.
const maxPixels = 50_000_000;

const unreadable = (cause?: unknown): AppError =>
  new AppError('unsupported-media-type', 'Send the photo as JPEG, PNG or WebP.', { cause });

/** A fresh JPEG of at most 512 × 512: whatever else was in the file (place, camera, markup) is gone. */
const reencode = async (bytes: Buffer): Promise<Buffer> => {
  if (imageKind(bytes) === undefined) throw unreadable();
  try {
    return await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize(sidePixels, sidePixels, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .toBuffer();
  } catch (error) {
    throw unreadable(error);
  }
};

type Deps = { uploadDir: string; store: PatientStore };
type Which = { actor: Actor; patientId: string };

const createFolder = (uploadDir: string) => {
  const folderOf = ({ clinicId }: Actor): string => join(uploadDir, clinicId.toHexString(), 'photos');

  return {
    read: (actor: Actor, name: string): Promise<Buffer> => readFile(join(folderOf(actor), name)),

    drop: async (actor: Actor, name: string | null | undefined): Promise<void> => {
      if (typeof name === 'string') await rm(join(folderOf(actor), name), { force: true });
    },

    // Random name, written aside and renamed: nobody ever reads half a file or guesses another's.
    keep: async (actor: Actor, bytes: Buffer): Promise<string> => {
      const folder = folderOf(actor);
      const name = `${randomBytes(16).toString('hex')}.jpg`;
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${name}.part`), bytes, { mode: 0o600 });
      await rename(join(folder, `${name}.part`), join(folder, name));
      return name;
    },
  };
};

export const createPhotos = ({ uploadDir, store }: Deps) => {
  const { read, drop, keep } = createFolder(uploadDir);

  return {
    /** Sets or replaces the photo; the earlier file goes once the new one is in force. */
    put: async ({ actor, patientId }: Which, file: Upload | undefined): Promise<PatientDoc> => {
      if (file === undefined) throw invalid([{ path: 'file', message: 'required' }]);
      await store.read({ actor, patientId });
      const photo = await keep(actor, await reencode(file.bytes));
      let earlier: string | null | undefined;
      try {
        const changed = await store.alter({ actor, patientId }, (current) => {
          earlier = current.photo;
          return { set: { photo }, fields: ['photo'] };
        });
        await drop(actor, earlier);
        return changed;
      } catch (error) {
        await drop(actor, photo);
        throw error;
      }
    },

    get: async ({ actor, patientId }: Which): Promise<FileReply> => {
      const { photo } = await store.read({ actor, patientId });
      if (typeof photo !== 'string') throw notFound();
      const bytes = await read(actor, photo).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw notFound();
        throw error;
      });
      return new FileReply(bytes, 'image/jpeg');
    },

    remove: async ({ actor, patientId }: Which): Promise<PatientDoc> => {
      let earlier: string | null | undefined;
      const changed = await store.alter({ actor, patientId }, (current) => {
        earlier = current.photo;
        return typeof earlier === 'string' ? { unset: ['photo'], fields: ['photo'] } : undefined;
      });
      await drop(actor, earlier);
      return changed;
    },
  };
};
export type Photos = ReturnType<typeof createPhotos>;
