import { css } from 'lit';

/** Pictures of a sprite in rows, each a button whose name shows when it is pointed at or has the focus. */
export const tileStyles = css`
  .sheet,
  .gallery {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 1);
  }

  .gallery {
    gap: calc(var(--space) * 2);
    align-items: flex-start;
  }

  .thumb,
  .image {
    position: relative;
    display: block;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    line-height: 0;
  }

  .image {
    width: 96px;
    text-align: start;
  }

  .tile {
    display: block;
    background-image: var(--sprite);
    background-repeat: no-repeat;
  }

  .tile.sharp {
    image-rendering: pixelated;
  }

  .tile.none {
    display: grid;
    place-items: center;
    width: 96px;
    height: 96px;
    color: var(--muted);
    background: var(--wash);
    font-size: 0.75rem;
    line-height: 1.3;
  }

  .words {
    display: block;
    padding-top: 3px;
    font-size: 0.75rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .image.mistake .tile {
    outline: 2px dashed var(--ink);
    outline-offset: 1px;
  }

  .thumb:hover .tile,
  .image:hover .tile {
    outline: 2px solid var(--ink);
    outline-offset: 0;
  }

  .tip {
    position: absolute;
    z-index: 2;
    inset-block-start: 100%;
    inset-inline-start: 0;
    min-width: 100%;
    max-width: 100%;
    padding: 2px 4px;
    border-radius: 2px;
    color: var(--paper);
    background: var(--ink);
    font-size: 0.75rem;
    line-height: 1.4;
    overflow-wrap: anywhere;
    pointer-events: none;
    display: none;
  }

  .thumb:hover .tip,
  .image:hover .tip,
  .thumb:focus-visible .tip,
  .image:focus-visible .tip {
    display: block;
  }
`;
