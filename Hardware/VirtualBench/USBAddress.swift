/// Bus and device number, which the kernel gives anew at each plugging.
struct USBAddress: Hashable, Sendable {
    let bus: Int
    let device: Int

    /// The path of the device node below `/dev`.
    var node: String { "bus/usb/\(padded(bus))/\(padded(device))" }
}

private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
}
