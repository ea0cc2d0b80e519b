/// One JSON value together with where it stands, so that an error can point at it.
package struct JSONNode: Hashable, Sendable {
    /// Offset of the value's first byte in its line.
    package let offset: Int
    package let value: Value

    package indirect enum Value: Hashable, Sendable {
        case null
        case boolean(Bool)
        /// The digits as written: no value is lost to a floating-point type.
        case number(String)
        case string(String)
        case array([JSONNode])
        /// In the order of the text; names are unique.
        case object([Member])
    }

    package struct Member: Hashable, Sendable {
        package let name: String
        package let node: JSONNode
    }

    /// The value's type, for messages.
    package var typeName: String {
        switch value {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
