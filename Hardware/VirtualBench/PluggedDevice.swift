/// A USB device on the bench, with whatever faces it has.
struct PluggedDevice {
    let usb: USBDeviceRecords
    /// Everything in sysfs, parents first.
    let records: [DeviceRecord]
    var reader: VirtualReader?
    var node: HIDNode?
    var nodePath: String?
    /// How a key was plugged in, for plugging it in again.
    var key: KeyOptions?
}
