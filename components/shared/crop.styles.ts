import { css } from 'lit';

/** Of what `renderCrop` makes. */
export const cropStyles = css`
  .field {
    display: flex;
    outline: 1px solid var(--line);
  }

  .field.cut {
    outline: 1px dashed var(--muted);
  }

  .crop {
    background-image: var(--sprite);
    background-repeat: no-repeat;
    image-rendering: pixelated;
  }

  .crop.smooth {
    image-rendering: auto;
  }
`;
