/// The value of a parameter.
///
/// Foundation's own JSON objects take 1 for `true`.
enum ControlValue: Decodable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case texts([String])
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .texts(try container.decode([String].self))
        }
    }
}
