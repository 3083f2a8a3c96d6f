/// What RFC 8259 leaves to the reader (JSONTestSuite's `i_` cases), and what this one does with it.
enum UndecidedCases {
  static let accepted: [GrammarCase] = [
    // Numbers keep their text (§6 lets a reader set limits; only a document's size is limited).
    GrammarCase("number_double_huge_neg_exp", "[123.456e-789]"),
    GrammarCase(
      "number_huge_exp", "[0.4e00669999999999999999999999999999999999999999999999999999]"),
    GrammarCase("number_neg_int_huge_exp", "[-1e+9999]"),
    GrammarCase("number_pos_double_huge_exp", "[1.5e+9999]"),
    GrammarCase("number_real_neg_overflow", "[-123123e100000]"),
    GrammarCase("number_real_pos_overflow", "[123123e100000]"),
    GrammarCase("number_real_underflow", "[123e-10000000]"),
    GrammarCase("number_too_big_neg_int", "[-123123123123123123123123123123]"),
    GrammarCase("number_too_big_pos_int", "[100000000000000000000]"),
    GrammarCase(
      "number_very_big_negative_int", "[-237462374673276894279832749832423479823246327846]"),
    // Up to the depth limit, which is above the suite's 500.
    GrammarCase(
      "structure_500_nested_arrays",
      String(repeating: "[", count: 500) + String(repeating: "]", count: 500)),
  ]

  /// §8.2: an unpaired surrogate stands for no text, and no Swift string could hold it.
  static let refusedSurrogates: [GrammarCase] = [
    GrammarCase("object_key_lone_2nd_surrogate", #"{"\uDFAA":0}"#),
    GrammarCase("string_1st_surrogate_but_2nd_missing", #"["\uDADA"]"#),
    GrammarCase("string_1st_valid_surrogate_2nd_invalid", #"["\uD888\u1234"]"#),
    GrammarCase("string_incomplete_surrogate_and_escape_valid", #"["\uD800\n"]"#),
    GrammarCase("string_incomplete_surrogate_pair", #"["\uDd1ea"]"#),
    GrammarCase("string_incomplete_surrogates_escape_valid", #"["\uD800\uD800\n"]"#),
    GrammarCase("string_invalid_lonely_surrogate", #"["\ud800"]"#),
    GrammarCase("string_invalid_surrogate", #"["\ud800abc"]"#),
    GrammarCase("string_inverted_surrogates_U+1D11E", #"["\uDd1e\uD834"]"#),
    GrammarCase("string_lone_second_surrogate", #"["\uDFAA"]"#),
    GrammarCase("string_surrogate_pair_split_by_text", #"["\uD834 \uDD1E"]"#),
  ]

  /// §8.1: JSON is UTF-8, and well-formed UTF-8 at that (RFC 3629).
  static let refusedEncodings: [GrammarCase] = [
    GrammarCase(
      "string_UTF-16LE_with_BOM", bytes: [0xFF, 0xFE, 0x5B, 0, 0x22, 0, 0x22, 0, 0x5D, 0]),
    GrammarCase("string_UTF-8_invalid_sequence", "[\"日ш", [0xFA], "\"]"),
    GrammarCase("string_UTF8_surrogate_U+D800", "[\"", [0xED, 0xA0, 0x80], "\"]"),
    GrammarCase("string_invalid_utf-8", "[\"", [0xFF], "\"]"),
    GrammarCase("string_iso_latin_1", "[\"", [0xE9], "\"]"),
    GrammarCase("string_lone_utf8_continuation_byte", "[\"", [0x81], "\"]"),
    GrammarCase("string_not_in_unicode_range", "[\"", [0xF4, 0xBF, 0xBF, 0xBF], "\"]"),
    GrammarCase("string_overlong_sequence_2_bytes", "[\"", [0xC0, 0xAF], "\"]"),
    GrammarCase(
      "string_overlong_sequence_6_bytes", "[\"", [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF], "\"]"),
    GrammarCase(
      "string_overlong_sequence_6_bytes_null", "[\"", [0xFC, 0x80, 0x80, 0x80, 0x80, 0x80], "\"]"),
    GrammarCase("string_truncated-utf-8", "[\"", [0xE0, 0xFF], "\"]"),
    GrammarCase("string_utf16BE_no_BOM", bytes: [0, 0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D]),
    GrammarCase("string_utf16LE_no_BOM", bytes: [0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D, 0]),
    GrammarCase("string_overlong_sequence_3_bytes", "[\"", [0xE0, 0x9F, 0xBF], "\"]"),
    GrammarCase("string_overlong_sequence_4_bytes", "[\"", [0xF0, 0x8F, 0xBF, 0xBF], "\"]"),
    GrammarCase("string_overlong_nul", "[\"", [0xC0, 0x80], "\"]"),
    GrammarCase("string_CESU-8_pair", "[\"", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], "\"]"),
    GrammarCase("string_just_beyond_U+10FFFF", "[\"", [0xF4, 0x90, 0x80, 0x80], "\"]"),
    GrammarCase("string_cut_by_the_quote", "[\"", [0xF0, 0x9F, 0x98], "\"]"),
    GrammarCase("string_cut_by_an_escape", "[\"", [0xC3], #"\u00A9"]"#),
    GrammarCase("string_bad_after_an_escape", #"["\n"#, [0x80], "\"]"),
    GrammarCase("string_bad_in_a_name", "{\"", [0xC3, 0x28], "\":1}"),
    // §8.1: a reader may ignore a byte order mark. This one doesn't: nothing would print it back.
    GrammarCase("structure_UTF-8_BOM_empty_object", "", [0xEF, 0xBB, 0xBF], "{}"),
  ]

  /// §4: names should be unique, since readers differ in which one they take (the suite's
  /// `y_object_duplicated_key` cases). A stack that says two things is refused.
  static let refusedNames: [GrammarCase] = [
    GrammarCase("object_duplicated_key", #"{"a":"b","a":"c"}"#),
    GrammarCase("object_duplicated_key_and_value", #"{"a":"b","a":"b"}"#),
    GrammarCase("object_duplicated_key_by_escape", #"{"a":1,"\u0061":2}"#),
    GrammarCase("object_duplicated_empty_key", #"{"":1,"":2}"#),
    GrammarCase("object_duplicated_key_deep", #"[{"x":{"b":1,"c":2,"b":3}}]"#),
    GrammarCase("object_duplicated_key_not_ASCII", #"{"é":1,"\u00e9":2}"#),
    GrammarCase("object_duplicated_key_by_surrogates", #"{"😀":1,"\ud83d\ude00":2}"#),
  ]
}
