/// The reader that is being tried; set once, before the first input.
enum Reading {
    nonisolated(unsafe) static var shared: @Sendable ([UInt8]) -> Void = { _ in }
}
