;; The inner loop of the resampler: sums of products of two rows of 32-bit floats, eight at a time.
(module
  (memory (export "memory") 1)
  ;; For each output: the byte addresses of its first input and of its first coefficient lie side by side at $places.
  ;; $bytes, the length of a row, is a multiple of 32.
  (func (export "multiply") (param $places i32) (param $outputs i32) (param $count i32) (param $bytes i32)
    (local $input i32) (local $coefficient i32) (local $end i32) (local $a v128) (local $b v128)
    (block $done
      (loop $each
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $input (i32.load (local.get $places)))
        (local.set $coefficient (i32.load offset=4 (local.get $places)))
        (local.set $end (i32.add (local.get $input) (local.get $bytes)))
        (local.set $a (v128.const f32x4 0 0 0 0))
        (local.set $b (v128.const f32x4 0 0 0 0))
        (loop $taps
          (local.set $a (f32x4.add (local.get $a)
            (f32x4.mul (v128.load (local.get $input)) (v128.load (local.get $coefficient)))))
          (local.set $b (f32x4.add (local.get $b)
            (f32x4.mul (v128.load offset=16 (local.get $input)) (v128.load offset=16 (local.get $coefficient)))))
          (local.set $input (i32.add (local.get $input) (i32.const 32)))
          (local.set $coefficient (i32.add (local.get $coefficient) (i32.const 32)))
          (br_if $taps (i32.lt_u (local.get $input) (local.get $end))))
        (local.set $a (f32x4.add (local.get $a) (local.get $b)))
        (f32.store (local.get $outputs)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
            (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
        (local.set $outputs (i32.add (local.get $outputs) (i32.const 4)))
        (local.set $places (i32.add (local.get $places) (i32.const 8)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $each)))))
