;; Kernels that tfjs' wasm backend has not, run on its memory. Addresses are in bytes; values are float32, row-major.
;; After a change: npm run kernels
(module
  (import "backend" "memory" (memory 0))

  ;; For each of `cells` cells: the sum over its `channels` channels, each weighted.
  (func (export "channelSum")
    (param $values i32) (param $weights i32) (param $sums i32) (param $cells i32) (param $channels i32)
    (local $weight i32) (local $end i32) (local $even v128) (local $odd v128) (local $sum f32)
    (local.set $end (i32.add (local.get $weights) (i32.shl (local.get $channels) (i32.const 2))))
    (block $done
      (loop $cell
        (br_if $done (i32.eqz (local.get $cells)))
        (local.set $weight (local.get $weights))
        (local.set $even (v128.const f32x4 0 0 0 0))
        (local.set $odd (v128.const f32x4 0 0 0 0))

        ;; Eight channels at a time, in two sums: one need not wait for the other.
        (block $few
          (loop $eight
            (br_if $few (i32.gt_u (i32.add (local.get $weight) (i32.const 32)) (local.get $end)))
            (local.set $even
              (f32x4.add
                (local.get $even)
                (f32x4.mul (v128.load (local.get $values)) (v128.load (local.get $weight)))))
            (local.set $odd
              (f32x4.add
                (local.get $odd)
                (f32x4.mul (v128.load offset=16 (local.get $values)) (v128.load offset=16 (local.get $weight)))))
            (local.set $values (i32.add (local.get $values) (i32.const 32)))
            (local.set $weight (i32.add (local.get $weight) (i32.const 32)))
            (br $eight)))

        (local.set $even (f32x4.add (local.get $even) (local.get $odd)))
        (local.set $sum
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $even)) (f32x4.extract_lane 1 (local.get $even)))
            (f32.add (f32x4.extract_lane 2 (local.get $even)) (f32x4.extract_lane 3 (local.get $even)))))

        ;; What is left of the channels.
        (block $none
          (loop $one
            (br_if $none (i32.ge_u (local.get $weight) (local.get $end)))
            (local.set $sum
              (f32.add
                (local.get $sum)
                (f32.mul (f32.load (local.get $values)) (f32.load (local.get $weight)))))
            (local.set $values (i32.add (local.get $values) (i32.const 4)))
            (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
            (br $one)))

        (f32.store (local.get $sums) (local.get $sum))
        (local.set $sums (i32.add (local.get $sums) (i32.const 4)))
        (local.set $cells (i32.sub (local.get $cells) (i32.const 1)))
        (br $cell))))

  ;; The gradient where the rectifier's output lies above zero and below its cap, otherwise 0: `count` values.
  (func (export "rectifierGradient")
    (param $gradient i32) (param $output i32) (param $result i32) (param $count i32) (param $cap f32)
    (local $end i32) (local $four v128) (local $one f32)
    (local.set $end (i32.add (local.get $output) (i32.shl (local.get $count) (i32.const 2))))
    (block $few
      (loop $fours
        (br_if $few (i32.gt_u (i32.add (local.get $output) (i32.const 16)) (local.get $end)))
        (local.set $four (v128.load (local.get $output)))
        (v128.store
          (local.get $result)
          (v128.and
            (v128.load (local.get $gradient))
            (v128.and
              (f32x4.gt (local.get $four) (v128.const f32x4 0 0 0 0))
              (f32x4.lt (local.get $four) (f32x4.splat (local.get $cap))))))
        (local.set $gradient (i32.add (local.get $gradient) (i32.const 16)))
        (local.set $output (i32.add (local.get $output) (i32.const 16)))
        (local.set $result (i32.add (local.get $result) (i32.const 16)))
        (br $fours)))
    (block $done
      (loop $ones
        (br_if $done (i32.ge_u (local.get $output) (local.get $end)))
        (local.set $one (f32.load (local.get $output)))
        (f32.store
          (local.get $result)
          (select
            (f32.load (local.get $gradient))
            (f32.const 0)
            (i32.and
              (f32.gt (local.get $one) (f32.const 0))
              (f32.lt (local.get $one) (local.get $cap)))))
        (local.set $gradient (i32.add (local.get $gradient) (i32.const 4)))
        (local.set $output (i32.add (local.get $output) (i32.const 4)))
        (local.set $result (i32.add (local.get $result) (i32.const 4)))
        (br $ones)))))
