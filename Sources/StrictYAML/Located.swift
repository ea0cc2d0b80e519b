/// A value together with the place that it was read from.
///
/// A verdict cites the line of the manifest or of the edition that it rests on, so the place travels with the value.
/// It explains and does not distinguish: two located values are equal when their values are.
package struct Located<Value> {
    package let value: Value
    package let position: YAMLPosition

    package init(_ value: Value, at position: YAMLPosition) {
        self.value = value
        self.position = position
    }

    /// The same place with another reading of the value.
    package func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), at: position)
    }
}

extension Located: Sendable where Value: Sendable {}

extension Located: Equatable where Value: Equatable {
    package static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}

extension Located: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
